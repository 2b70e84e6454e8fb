package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leaves room for a machine that does other things; the program at full size holds the goal. */
@Tag("slow")
class FilterShareRunTest {
    @Test
    void measuresEachFilterInARunningPipeline() {
        assertThat(FilterShareRun.run(Arguments.of("--records", "20000", "--items", "5000", "--rounds", "2")))
                .hasSize(3)
                .allSatisfy((name, share) -> assertThat(share).isFinite());
    }
}
