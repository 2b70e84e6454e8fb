package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaves room for a machine that does other things; the program at full size holds the goals. */
@Tag("slow")
class LedgerCostRunTest {
    @TempDir
    private Path temp;

    @Test
    void costsLittle() throws Exception {
        LedgerCostRun.Result result = LedgerCostRun.run(
                Arguments.of("--calls", "3000", "--replies", "50000", "--rounds", "2", "--dir", temp.toString()));
        assertThat(result.onOverOff()).isLessThan(1.5);
        assertThat(result.openOverTokens()).isLessThan(5);
    }
}
