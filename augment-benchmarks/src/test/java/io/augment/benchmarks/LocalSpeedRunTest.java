package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.local.internal.gguf.GgufType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the program works; figures of this size say nothing. */
@Tag("slow")
class LocalSpeedRunTest {
    @ParameterizedTest
    @EnumSource
    void measuresReadingAndWriting(GgufType type) throws Exception {
        List<LocalSpeedRun.Result> results = LocalSpeedRun.run(Arguments.of(
                "--shape", "tiny", "--type", type.name(), "--prompt", "70", "--reply", "4", "--rounds", "1"));
        assertThat(results).extracting(LocalSpeedRun.Result::requests).containsExactly(1, 4, 8);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.readTokens()).isPositive().isFinite();
            assertThat(result.writtenTokens()).isPositive().isFinite();
        });
    }
}
