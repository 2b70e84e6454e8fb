package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the program works; on a machine that does other things, its figures at this size say nothing. */
@Tag("slow")
class ConversionRunTest {
    @TempDir
    private Path temp;

    @Test
    void measuresBothLoops() throws Exception {
        ConversionRun.Result result =
                ConversionRun.run(Arguments.of("--megabytes", "60", "--rounds", "3", "--dir", temp.toString()));
        assertThat(result.overCheckedReadTree()).isPositive().isFinite();
        assertThat(result.badOverGood()).isPositive().isFinite();
    }
}
