package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BudgetRunTest {
    @TempDir
    private Path temp;

    private Arguments small() {
        return Arguments.of("--seeds", "400", "--concurrency", "60", "--kills", "2", "--dir", temp.toString());
    }

    @Test
    void keepsATokenCap() throws Exception {
        BudgetRun.Result result = BudgetRun.tokens(small());
        assertThat(result.billed()).isPositive().isLessThanOrEqualTo(result.cap());
        assertThat(result.kills()).isEqualTo(2);
    }

    @Test
    void keepsAMoneyCap() throws Exception {
        BudgetRun.Result result = BudgetRun.money(small());
        assertThat(result.billed()).isPositive().isLessThanOrEqualTo(result.cap());
        assertThat(result.kills()).isEqualTo(2);
    }
}
