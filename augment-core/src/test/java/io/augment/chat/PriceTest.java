package io.augment.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriceTest {
    @Test
    void chargesCachedPromptTokensAtTheirOwnPrice() {
        Price price = Price.perMillion("2", "8").cachedInput("0.5");
        Usage usage = new Usage(1_000_000, 400_000, 250_000);
        assertThat(price.cost(usage)).isEqualByComparingTo("3.4");
        assertThat(Price.perMillion("2", "8").cost(usage)).isEqualByComparingTo("4");
    }

    @Test
    void takesADiscountOffAllPrices() {
        Price half = Price.perMillion("2", "8").cachedInput("0.5").discount("0.5");
        assertThat(half.inputPerMillion()).isEqualByComparingTo("1");
        assertThat(half.outputPerMillion()).isEqualByComparingTo("4");
        assertThat(half.cachedInputPerMillion()).isEqualByComparingTo("0.25");
        assertThat(Price.perMillion("2", "8").discount("0")).isEqualTo(Price.perMillion("2", "8"));
        assertThatThrownBy(() -> half.discount("1.5")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> half.discount("-0.5")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWorstCaseIsNeverBelowTheCost() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1_000; i++) {
            Price price = new Price(
                    BigDecimal.valueOf(random.nextLong(1_000), random.nextInt(8)),
                    BigDecimal.valueOf(random.nextLong(1_000), random.nextInt(8)),
                    random.nextBoolean() ? BigDecimal.valueOf(random.nextLong(1_000), random.nextInt(8)) : null);
            long prompt = random.nextLong(100_000);
            Usage usage = new Usage(prompt, random.nextLong(prompt + 1), random.nextLong(100_000));
            assertThat(price.worstCase(usage.promptTokens(), usage.completionTokens()))
                    .isGreaterThanOrEqualTo(price.cost(usage));
        }
    }
}
