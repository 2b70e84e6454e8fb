package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonOutTest {
    @Test
    void stringsAreReadBackAsTheyWere() throws Exception {
        Random random = new Random(3);
        JsonOut out = new JsonOut(1);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                int point = random.nextInt(3) == 0 ? random.nextInt(0x80) : random.nextInt(0x110000);
                if (point < 0xD800 || point > 0xDFFF) {
                    text.appendCodePoint(point);
                }
            }
            out.clear();
            out.string(text.toString());
            assertThat(ChatBody.JSON.readValue(out.toBytes(), String.class)).isEqualTo(text.toString());
        }
    }

    @Test
    void loneSurrogatesAreEscaped() {
        assertThat(new String(new JsonOut(4).string("a\uD83Db").toBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("\"a\\ud83db\"");
    }
}
