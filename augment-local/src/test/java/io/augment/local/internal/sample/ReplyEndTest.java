package io.augment.local.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyEndTest {
    @Test
    void stopsBeforeTheTextHoweverItComes() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.append("ab\n".charAt(random.nextInt(3)));
            }
            List<String> stops = List.of("", "aab\n", "\n\nb", "bbbb");
            int first = stops.stream()
                    .filter(stop -> !stop.isEmpty() && text.indexOf(stop) >= 0)
                    .mapToInt(text::indexOf)
                    .min()
                    .orElse(text.length());
            StopTexts watch = new StopTexts(stops);
            StringBuilder reply = new StringBuilder();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(4));
                reply.append(watch.append(text.substring(at, end)));
                assertThat(text.substring(0, first)).startsWith(reply);
                at = end;
            }
            assertThat(watch.stopped()).isEqualTo(first < text.length());
            assertThat(reply.append(watch.end())).hasToString(text.substring(0, first));
        }
    }

    @Test
    void holdsBackNoMoreThanItMust() {
        StopTexts watch = new StopTexts(List.of("###"));
        assertThat(watch.append("a#")).isEqualTo("a");
        assertThat(watch.append("b")).isEqualTo("#b");
        assertThat(watch.append("##")).isEmpty();
        assertThat(watch.append("# rest")).isEmpty();
        assertThat(watch.stopped()).isTrue();
        assertThat(watch.append("more")).isEmpty();
        assertThat(watch.end()).isEmpty();
    }

    @Test
    void noticesARunOfWhiteSpace() {
        LoopGuard guard = new LoopGuard();
        String said = null;
        int blanks = 0;
        for (int i = 0; said == null; i++) {
            String text = i % 2 == 0 ? "  \u3000" : "\n\u00a0";
            blanks += text.length();
            said = guard.add(i, text);
        }
        assertThat(said).contains("white space");
        assertThat(blanks).isBetween(LoopGuard.WHITE_SPACE, LoopGuard.WHITE_SPACE + 3);
    }

    @Test
    void noticesAPassageThatIsRepeated() {
        for (int length : new int[] {1, 2, 12, LoopGuard.PASSAGE}) {
            LoopGuard guard = new LoopGuard();
            String said = null;
            int tokens = 0;
            for (; said == null; tokens++) {
                said = guard.add(1000 + tokens % length, "x");
            }
            assertThat(tokens).isEqualTo(Math.max(length * LoopGuard.TIMES, LoopGuard.TOKENS));
            assertThat(said).contains("passage of " + length + " token");
        }
    }

    @Test
    void letsOrdinaryTextPass() {
        Random random = new Random(6);
        LoopGuard guard = new LoopGuard();
        @Nullable String said = null;
        for (int i = 0; i < 20_000 && said == null; i++) {
            said = guard.add(random.nextInt(40), random.nextInt(3) == 0 ? "\n        " : "word");
        }
        assertThat(said).isNull();
    }
}
