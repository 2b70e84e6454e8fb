package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leaves room for a machine that does other things; the program at full size holds the goals. */
@Tag("slow")
class FilterSpeedRunTest {
    @Test
    void filtersFarFasterThanWithoutAnIndex() {
        FilterSpeedRun.Result result = FilterSpeedRun.run(
                Arguments.of("--records", "50000", "--pool", "5000", "--candidates", "200", "--rounds", "3"));
        assertThat(result.nearOverTokens()).isGreaterThan(0.04);
        assertThat(result.rougeOverNaive()).isLessThan(1 / 9.0);
        assertThat(result.scoresOverNaive()).isLessThan(2 / 3.0);
    }
}
