package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KillRunTest {
    @TempDir
    private Path temp;

    @Test
    void survivesKillsWithoutPayingTwice() throws Exception {
        KillRun.Result result = KillRun.run(Arguments.of("--kills", "6", "--seeds", "100", "--dir", temp.toString()));
        assertThat(result.kills()).isEqualTo(6);
        assertThat(result.paidTwice()).isZero();
        assertThat(result.mostRepeatedByKill()).isLessThanOrEqualTo(16);
        assertThat(result.sameFiles()).isTrue();
    }
}
