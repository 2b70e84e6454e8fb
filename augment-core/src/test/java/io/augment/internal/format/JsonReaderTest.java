package io.augment.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonReader reader = new JsonReader();

    @Test
    void readsWhatItsWriterWrote() {
        Random random = new Random(1);
        HostileTexts texts = new HostileTexts(1);
        for (int i = 0; i < 2_000; i++) {
            Json value = value(random, texts, 4);
            byte[] bytes = new JsonWriter().json(value).toBytes();

            assertThat(reader.read(bytes, 0, bytes.length)).isEqualTo(value);
            assertThat(bytes).doesNotContain((byte) '\n');
            assertThat(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                    .as("valid UTF-8")
                    .isEqualTo(bytes);
        }
    }

    @Test
    void keepsManyMembersInOrderAndOfARepeatedKeyTheLast() throws IOException {
        Random random = new Random(5);
        for (int count = 0; count < 60; count++) {
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; i < count; i++) {
                text.append(i == 0 ? "" : ",")
                        .append("\"k")
                        .append(random.nextInt(3) == 0 ? random.nextInt(i + 1) : i)
                        .append("\":")
                        .append(i);
            }
            byte[] bytes = text.append('}').toString().getBytes(StandardCharsets.UTF_8);

            Json.Obj ours = (Json.Obj) reader.read(bytes, 0, bytes.length);
            JsonNode theirs = JACKSON.readTree(bytes);
            assertThat(ours.compact()).isEqualTo(theirs.toString());
            assertThat(ours.values()).hasSize(theirs.size());
            theirs.fieldNames()
                    .forEachRemaining(name -> assertThat(ours.values().get(name))
                            .isEqualTo(new Json.Literal(theirs.get(name).asText())));
            assertThat(ours.values().get("none")).isNull();
        }
    }

    @Test
    void leavesMembersOutOfTheObjectAndOfThoseInIt() {
        Random random = new Random(6);
        HostileTexts texts = new HostileTexts(6);
        Set<String> names = Set.of("a", "b", "\u00e9");
        for (int i = 0; i < 2_000; i++) {
            Map<String, Json> all = new LinkedHashMap<>();
            Map<String, Json> left = new LinkedHashMap<>();
            for (String name : List.of("a", "x", "\u00e9", "y", "b")) {
                Json value = value(random, texts, 3);
                if (random.nextBoolean()) {
                    Map<String, Json> inner = new LinkedHashMap<>(Map.of("x", value, "b", value(random, texts, 2)));
                    value = new Json.Obj(inner);
                }
                if (random.nextInt(4) > 0) {
                    all.put(name, value);
                    if (!names.contains(name)) {
                        left.put(name, value instanceof Json.Obj inner ? without(names, inner) : value);
                    }
                }
            }
            byte[] bytes = new JsonWriter().json(new Json.Obj(all)).toBytes();

            assertThat(reader.readWithout(names, bytes, 0, bytes.length)).isEqualTo(new Json.Obj(left));
            assertThat(reader.read(bytes, 0, bytes.length)).isEqualTo(new Json.Obj(all));
        }
    }

    private static Json without(Set<String> names, Json.Obj object) {
        Map<String, Json> left = new LinkedHashMap<>(object.values());
        left.keySet().removeAll(names);
        return new Json.Obj(left);
    }

    @Test
    void endsWhenWhatIsLeftOutIsDamaged() {
        Random random = new Random(7);
        HostileTexts texts = new HostileTexts(7);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("a", value(random, texts, 3));
            members.put("x", value(random, texts, 1));
            byte[] bytes = new JsonWriter().json(new Json.Obj(members)).toBytes();
            damage(bytes, random);
            try {
                assertThat(reader.readWithout(Set.of("a"), bytes, 0, bytes.length))
                        .isNotNull();
            } catch (JsonProblem e) {
                assertThat(e.offset()).isBetween(0, bytes.length);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void addsTheTextsThatItReadsToAHash() {
        Random random = new Random(6);
        HostileTexts texts = new HostileTexts(6);
        for (int i = 0; i < 500; i++) {
            TextHash written = new TextHash();
            JsonWriter writer = new JsonWriter(written);
            writer.object()
                    .name("k")
                    .text(texts.text())
                    .name("l")
                    .json(value(random, texts, 3))
                    .endObject();
            byte[] bytes = writer.toBytes();
            TextHash read = new TextHash();
            JsonReader hashing = new JsonReader(read);

            assertThatThrownBy(() -> hashing.read(bytes, 0, bytes.length - 1)).isInstanceOf(JsonProblem.class);
            hashing.read(bytes, 0, bytes.length);
            assertThat(read.digest()).as(writer.toString()).isEqualTo(written.digest());
        }
    }

    @Test
    void agreesWithJacksonOnDamagedText() throws IOException {
        Random random = new Random(2);
        HostileTexts texts = new HostileTexts(2);
        int refused = 0;
        for (int i = 0; i < 8_000; i++) {
            byte[] bytes = new JsonWriter().json(value(random, texts, 3)).toBytes();
            damage(bytes, random);
            JsonNode theirs = null;
            String complaint = "";
            try {
                theirs = JACKSON.readTree(bytes);
            } catch (JsonProcessingException e) {
                refused++;
                complaint = e.getOriginalMessage();
            }
            Json ours = null;
            JsonProblem problem = null;
            try {
                ours = reader.read(bytes, 0, bytes.length);
            } catch (JsonProblem e) {
                problem = e;
            }
            if (theirs != null && !theirs.isMissingNode()) {
                // Keys are well-formed here, since Jackson refuses lone surrogates in keys.
                // Jackson lets overlong encodings pass; nothing else that we refuse.
                if (problem != null) {
                    assertThat(problem.reason()).isEqualTo(JsonProblem.ENCODING);
                } else {
                    assertThat(JACKSON.readTree(ours == null ? "" : ours.compact()))
                            .isEqualTo(theirs);
                }
            } else {
                assertThat(ours).as(complaint).isNull();
            }
        }
        assertThat(refused).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "\"\\",
                "\"\\u12",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "[1",
                "[1,",
                "tru",
                "-",
                "1.",
                "1e"
            })
    void saysThatTheEndIsMissing(String text) {
        JsonProblem problem = catchThrowableOfType(JsonProblem.class, () -> read(text));

        assertThat(problem.atEnd()).isTrue();
        assertThat(problem.reason()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "{\"a\":1,}",
                "01",
                "+1",
                ".5",
                "NaN",
                "True",
                "\"\\d\"",
                "\"\\uZZZZ\"",
                "\"a\nb\"",
                "\"a\u0000b\"",
                "1 2",
                "{} {}",
                "[1 2]",
                "{\"a\" 1}",
                "nul1",
                "//x",
                "\ufeff{}"
            })
    void refusesWhatIsNoJson(String text) {
        JsonProblem problem = catchThrowableOfType(JsonProblem.class, () -> read(text));

        assertThat(problem.atEnd()).isFalse();
        assertThat(problem.reason()).isEqualTo("malformed-json");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = "\"caf\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> reader.read(latin1, 0, latin1.length))
                .isInstanceOfSatisfying(
                        JsonProblem.class,
                        problem -> assertThat(problem.reason()).isEqualTo("broken-encoding"));
    }

    @Test
    void keepsLoneSurrogatesAndTheReplacementCharacter() {
        assertThat(read("\"a\\ud83d b\\ude00 \uFFFD \\ud83d\\ude00\""))
                .isEqualTo(new Json.Text("a\ud83d b\ude00 \uFFFD \ud83d\ude00"));
    }

    @Test
    void limitsTheDepth() {
        String deep = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);

        assertThat(read(deep)).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> read("[" + deep + "]")).hasMessageContaining("nested deeper than 512");
        assertThatThrownBy(() -> read("{\"a\":".repeat(1_000_000))).hasMessageContaining("nested deeper than 512");
    }

    private Json read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }

    private static void damage(byte[] bytes, Random random) {
        for (int hits = 1 + random.nextInt(2); hits > 0; hits--) {
            int at = random.nextInt(bytes.length);
            int kind = random.nextInt(3);
            bytes[at] =
                    kind == 0 ? (byte) random.nextInt(256) : (byte) "{}[]\",:\\ntf0-.e \n".charAt(random.nextInt(17));
        }
    }

    private static Json value(Random random, HostileTexts texts, int depth) {
        switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0:
                return Json.Literal.NULL;
            case 1:
                return random.nextBoolean() ? Json.Literal.TRUE : Json.Literal.FALSE;
            case 2:
                return new Json.Literal(
                        random.nextBoolean()
                                ? Integer.toString(random.nextInt())
                                : Double.toString(random.nextDouble()));
            case 3:
                return new Json.Text(texts.text());
            case 4:
                List<Json> values = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.add(value(random, texts, depth - 1));
                }
                return new Json.Arr(values);
            default:
                Map<String, Json> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(texts.wellFormed(), value(random, texts, depth - 1));
                }
                return new Json.Obj(members);
        }
    }
}
