package io.augment.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.internal.format.HostileTexts;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.JsonWriter;
import io.augment.internal.format.RowSkim;
import io.augment.internal.format.TextHash;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSkimTest {
    private static final String[] ROLES = {"user", "assistant", "system", "tool", "users"};

    private final Random random = new Random(11);
    private final HostileTexts texts = new HostileTexts(11);

    @Test
    void takesTheRowsThatTheFormatWrites() {
        byte[] row =
                "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"为什么？\"},{\"role\":\"assistant\",\"content\":\"a \\\"b\\\"\\n\"}]}\n"
                        .getBytes(StandardCharsets.UTF_8);
        TextHash hash = new TextHash();

        assertThat(new MessageSkim(hash).row(row, 0, row.length)).isEqualTo(row.length);
        assertThat(hash.value()).isEqualTo(hashOfRead(row, row.length - 1));
        for (int to = 0; to < row.length; to++) {
            assertThat(new MessageSkim(hash).row(row, 0, to)).isEqualTo(RowSkim.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u3000", "\u2003\u00a0", "\n\t", "", "\u0085"})
    void leavesBlankTextsToTheTree(String text) {
        byte[] row = row("user", "q", "assistant", text);

        assertThat(new MessageSkim(new TextHash()).row(row, 0, row.length)).isEqualTo(RowSkim.UNKNOWN);
    }

    @Test
    void agreesWithTheTreeOnWhateverItTakes() {
        int taken = 0;
        int left = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] row = row();
            if (i % 2 == 0) {
                row[random.nextInt(row.length)] = (byte) random.nextInt(256);
            }
            TextHash hash = new TextHash();
            hash.add("before");
            long before = hash.value();
            int end = new MessageSkim(hash).row(row, 0, row.length);
            if (end == RowSkim.UNKNOWN) {
                left++;
                assertThat(hash.value()).isEqualTo(before);
            } else {
                taken++;
                assertThat(row[end - 1]).isEqualTo((byte) '\n');
                assertThat(new String(row, 0, end - 1, StandardCharsets.UTF_8)).doesNotContain("\n");
                TextHash meant = new TextHash();
                meant.add("before");
                assertThat(problem(row, end - 1, meant)).isNull();
                assertThat(hash.value()).isEqualTo(meant.value());
            }
        }
        assertThat(taken).isGreaterThan(2_000);
        assertThat(left).isGreaterThan(2_000);
    }

    private byte[] row() {
        int turns = 1 + random.nextInt(2);
        String[] rolesAndTexts = new String[turns * 4];
        for (int i = 0; i < rolesAndTexts.length; i += 2) {
            rolesAndTexts[i] = random.nextInt(20) == 0 ? ROLES[random.nextInt(ROLES.length)] : ROLES[i / 2 % 2];
            rolesAndTexts[i + 1] = texts.text();
        }
        return row(rolesAndTexts);
    }

    private static byte[] row(String... rolesAndTexts) {
        JsonWriter out = new JsonWriter().object().name("messages").array();
        for (int i = 0; i < rolesAndTexts.length; i += 2) {
            out.object().name("role").text(rolesAndTexts[i]);
            out.name("content").text(rolesAndTexts[i + 1]).endObject();
        }
        return out.endArray().endObject().newline().toBytes();
    }

    private static @Nullable String problem(byte[] row, int length, TextHash hash) {
        try {
            return new JsonReader(hash).read(row, 0, length) instanceof Json.Obj object
                    ? new MessageRows.OpenAi().problem(object)
                    : "no object";
        } catch (JsonProblem e) {
            return e.detail();
        }
    }

    private static long hashOfRead(byte[] row, int length) {
        TextHash hash = new TextHash();
        assertThat(problem(row, length, hash)).isNull();
        return hash.value();
    }
}
