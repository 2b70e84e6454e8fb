package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.testkit.server.FaultKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FaultRunTest {
    @TempDir
    private Path temp;

    @Test
    void losesNoRecordAndAsksNoMoreThanItMust() throws Exception {
        FaultRun.Result result = FaultRun.run(Arguments.of("--seeds", "300", "--dir", temp.toString()));
        assertThat(result.read()).isEqualTo(300);
        assertThat(result.accounted()).isEqualTo(300);
        assertThat(result.failed()).isZero();
        assertThat(result.faults()).containsKeys(FaultKind.RATE_LIMIT, FaultKind.STALLED, FaultKind.MALFORMED_JSON);
        assertThat(result.factor()).isLessThanOrEqualTo(1.3);
    }
}
