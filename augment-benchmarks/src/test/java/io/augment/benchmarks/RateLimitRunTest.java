package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.testkit.server.RetryHint;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class RateLimitRunTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(RetryHint.class)
    void losesNothingAndComesBackInTime(RetryHint hint) throws Exception {
        RateLimitRun.Result result = RateLimitRun.run(Arguments.of("--calls", "1500", "--dir", temp.toString()), hint);
        assertThat(result.lost()).isZero();
        assertThat(result.early()).isZero();
        assertThat(result.rejected()).isLessThanOrEqualTo(0.06);
    }
}
