package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Shows that the program works; on a machine that does other things, its figures at this size say nothing. */
@Tag("slow")
class FilterShareRunTest {
    @Test
    void measuresEachFilterInARunningPipeline() {
        assertThat(FilterShareRun.run(
                        Arguments.of("--records", "20000", "--items", "5000", "--rounds", "2", "--pools", "1000")))
                .hasSize(4)
                .allSatisfy((name, share) -> assertThat(share).isFinite());
    }
}
