package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void latinIsPackedAndCjkIsNot() {
        assertThat(Tokens.split("Hello, world")).containsExactly("Hell", "o, w", "orld");
        assertThat(Tokens.split("你好ab")).containsExactly("你", "好", "ab");
        assertThat(Tokens.split("é😀x")).containsExactly("é", "😀", "x");
        assertThat(Tokens.count("")).isZero();
    }

    @Test
    void anyTextIsCutWithoutLossAndNeverIntoMoreTokensThanBytes() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                switch (random.nextInt(4)) {
                    case 0 -> text.append((char) (' ' + random.nextInt(95)));
                    case 1 -> text.append((char) (0x4E00 + random.nextInt(500)));
                    case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(40));
                    default -> text.append((char) random.nextInt(0x10000)); // lone surrogates among them
                }
            }
            String whole = text.toString();
            assertThat(String.join("", Tokens.split(whole))).isEqualTo(whole);
            assertThat(Tokens.split(whole)).hasSize(Tokens.count(whole));
            assertThat(Tokens.count(whole)).isLessThanOrEqualTo(whole.getBytes(StandardCharsets.UTF_8).length);
            int limit = random.nextInt(10);
            String cut = Tokens.cut(whole, limit);
            assertThat(whole).startsWith(cut);
            assertThat(Tokens.count(cut)).isEqualTo(Math.min(limit, Tokens.count(whole)));
        }
    }
}
