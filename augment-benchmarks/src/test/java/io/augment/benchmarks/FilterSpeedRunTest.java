package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Shows that the program works; on a machine that does other things, its figures at this size say nothing. */
@Tag("slow")
class FilterSpeedRunTest {
    @Test
    void measuresAllThree() {
        FilterSpeedRun.Result result = FilterSpeedRun.run(
                Arguments.of("--records", "50000", "--pool", "5000", "--candidates", "200", "--rounds", "3"));
        assertThat(result.nearOverTokens()).isPositive().isFinite();
        assertThat(result.rougeOverNaive()).isNotNegative().isFinite();
        assertThat(result.scoresOverNaive()).isPositive().isFinite();
    }
}
