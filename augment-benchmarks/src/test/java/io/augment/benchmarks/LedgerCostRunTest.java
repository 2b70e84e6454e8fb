package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the program works; on a machine that does other things, its figures at this size say nothing. */
@Tag("slow")
class LedgerCostRunTest {
    @TempDir
    private Path temp;

    @Test
    void measuresBoth() throws Exception {
        LedgerCostRun.Result result = LedgerCostRun.run(
                Arguments.of("--calls", "1000", "--replies", "20000", "--rounds", "1", "--dir", temp.toString()));
        assertThat(result.onOverOff()).isPositive().isFinite();
        assertThat(result.openOverTokens()).isPositive().isFinite();
    }
}
