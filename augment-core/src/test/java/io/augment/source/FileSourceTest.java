package io.augment.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("seeds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"instruction\":\"I\",\"input\":\"N\",\"output\":\"R\"} | I | N | R",
                "{\"instruction\":\"I\",\"context\":\"N\",\"response\":\"R\",\"category\":\"c\"} | I | N | R",
                "{\"prompt\":\"I\",\"completion\":\"R\"} | I | `` | R",
                "{\"question\":\"I\",\"answer\":4} | I | `` | 4",
                "{\"query\":\"I\",\"response\":\"R\",\"history\":null} | I | `` | R",
                "{\"instruction\":\"I\",\"output\":\"  \"} | I | `` | ``",
                "{\"instruction\":\"\",\"input\":\"N\"} | `` | N | ``",
                "{\"instruction\":null,\"prompt\":\"I\"} | I | `` | ``",
                "{\"conversations\":[{\"from\":\"human\",\"value\":\"I\"},{\"from\":\"gpt\",\"value\":\"R\"}]} | I | `` | R",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"I\"}]} | I | `` | ``",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"I\"}]}]} | I | `` | ``",
                "{\"prompt\":[{\"role\":\"user\",\"content\":\"I\"}],\"completion\":[{\"role\":\"assistant\",\"content\":\"R\"}]} | I | `` | R",
                "{\"instruction\":\"I\",\"instances\":[{\"input\":\"N\",\"output\":\"R\"}]} | I | N | R",
            })
    void recognizesShapes(String row, String text, String input, String response) {
        Instruction seed = ReadRows.of(file, row).seeds().get(0);

        assertThat(seed.text()).isEqualTo(text);
        assertThat(seed.input()).isEqualTo(input);
        assertThat(seed.response()).isEqualTo(response.isEmpty() ? null : response);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\":\"I\",\"chosen\":\"A\",\"rejected\":\"B\"} | A | B",
                "{\"instruction\":\"I\",\"output\":[\"A\",\"B\"]} | A | B",
                "{\"prompt\":\"I\",\"completion\":\"A\",\"label\":true} | A | ``",
                "{\"prompt\":\"I\",\"completion\":\"B\",\"label\":false} | `` | B",
                "{\"instruction\":\"I\",\"output\":\"B\",\"kto_tag\":false} | `` | B",
                "{\"chosen\":[{\"role\":\"user\",\"content\":\"I\"},{\"role\":\"assistant\",\"content\":\"A\"}],\"rejected\":[{\"role\":\"user\",\"content\":\"I\"},{\"role\":\"assistant\",\"content\":\"B\"}]} | A | B",
                "{\"conversations\":[{\"from\":\"human\",\"value\":\"I\"}],\"chosen\":{\"from\":\"gpt\",\"value\":\"A\"},\"rejected\":{\"from\":\"gpt\",\"value\":\"B\"}} | A | B",
                "{\"conversations\":[{\"from\":\"human\",\"value\":\"I\"},{\"from\":\"gpt\",\"value\":\"B\"}],\"kto_tag\":false} | `` | B",
                "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"I\"}]},\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"A\"}],\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"B\"}]} | A | B",
            })
    void recognizesPreferences(String row, String response, String rejected) {
        Instruction seed = ReadRows.of(file, row).seeds().get(0);

        assertThat(seed.text()).isEqualTo("I");
        assertThat(seed.response()).isEqualTo(response.isEmpty() ? null : response);
        assertThat(seed.rejectedResponses()).isEqualTo(rejected.isEmpty() ? List.of() : List.of(rejected));
        assertThat(seed.metadata()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | unknown-shape",
                "{\"text\":\"x\"} | unknown-shape",
                "{\"instruction\":\"\"} | empty-instruction",
                "{\"instruction\":[\"a\",\"b\"]} | not-text",
                "{\"instruction\":{\"a\":1}} | not-text",
                "{\"instruction\":\"a\",\"output\":[\"b\",3]} | not-text",
                "{\"instruction\":\"a\",\"history\":[[\"q\"]]} | bad-history",
                "{\"instruction\":\"a\",\"instances\":7} | bad-instances",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]} | unsupported-content",
                "{\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"}]} | role-order",
                "{\"messages\":[\"a\"]} | bad-turn",
                "[1] | not-an-object",
                "{\"prompt\":[{\"role\":\"user\",\"content\":\"I\"}],\"chosen\":[{\"role\":\"assistant\",\"content\":\"A\"}],\"rejected\":[{\"role\":\"user\",\"content\":\"B\"}]} | role-order",
                "{\"instruction\":\"a\\d\"} | malformed-json",
            })
    void reportsWhatIsNoSeed(String row, String reason) {
        ReadRows rows = ReadRows.of(file, "{\"instruction\":\"first\"}\n" + row + "\n\n{\"instruction\":\"last\"}");

        assertThat(rows.texts()).containsExactly("first", "last");
        assertThat(rows.reasons()).containsExactly(reason);
        SourceRow.Malformed bad = rows.malformed().get(0);
        assertThat(bad.origin().line()).isEqualTo(2);
        assertThat(bad.detail()).matches("(?s)[A-Z].*\\.");
        assertThat(bad.raw()).isNotBlank();
    }

    @Test
    void keepsRoundsSystemAndTools() {
        Instruction seed = ReadRows.of(
                        file,
                        "{\"id\":7,\"tools\":[{\"name\":\"f\"}],\"conversations\":[{\"from\":\"system\",\"value\":\"S\"},"
                                + "{\"from\":\"human\",\"value\":\"a\"},{\"from\":\"function_call\",\"value\":\"f()\"},"
                                + "{\"from\":\"observation\",\"value\":\"1\"},{\"from\":\"gpt\",\"value\":\"b\"}]}")
                .seeds()
                .get(0);

        assertThat(seed.id()).isEqualTo("7");
        assertThat(seed.system()).isEqualTo("S");
        assertThat(seed.history()).containsExactly(Turn.user("a"), new Turn(Role.TOOL_CALL, "f()"));
        assertThat(seed.text()).isEqualTo("1");
        assertThat(seed.response()).isEqualTo("b");
        assertThat(seed.metadata()).containsOnlyKeys("tools").containsValue("[{\"name\":\"f\"}]");
    }

    @Test
    void makesASeedOfEveryInstance() {
        ReadRows rows = ReadRows.of(
                file,
                "{\"id\":\"t\",\"name\":\"n\",\"instruction\":\"I\",\"instances\":[{\"input\":\"1\",\"output\":\"a\"},7,"
                        + "{\"input\":\"2\",\"output\":\"b\"}]}");

        assertThat(rows.seeds()).extracting(Instruction::id).containsExactly("t", "t#3");
        assertThat(rows.seeds()).allSatisfy(seed -> assertThat(seed.metadata()).containsEntry("name", "n"));
        assertThat(rows.reasons()).containsExactly("bad-instances");
    }

    @Test
    void readsAnArrayAnObjectAroundItAndSpreadObjectsAlike() {
        String first = "{\"instruction\": \"a\", \"tags\": [{\"k\": 1}]}";
        String second = "{\"instruction\":\n \"b\"}";
        List<String> files = List.of(
                "[" + first + "," + second + "]",
                "\n[\n  " + first + ",\n  " + second + "\n]\n",
                "{\"version\": 1, \"data\": [" + first + ", " + second + "], \"note\": [1]}",
                "{\n\"train\": [" + first + "],\n\"test\": [" + second + "]\n}",
                second + "\n" + first.replace("\"a\"", "\"b\""),
                first.replace("\"a\"", "\"b\"") + "\n" + first.replace("\"a\"", "\"b\"") + "\n");
        for (String content : files) {
            ReadRows rows = ReadRows.of(file, content);

            assertThat(rows.reasons()).as(content).isEmpty();
            assertThat(rows.texts()).as(content).hasSize(2).endsWith("b");
        }
        ReadRows rows = ReadRows.of(file, files.get(1));
        assertThat(rows.seeds())
                .extracting(seed -> String.valueOf(seed.origin()).replaceAll(".*:", ""))
                .containsExactly("3", "4");
    }

    @Test
    void takesBareStringsAsInstructionsWhereAFileBeginsWithOne() {
        assertThat(ReadRows.of(file, "[\"a\", \"b\"]").texts()).containsExactly("a", "b");
        assertThat(ReadRows.of(file, "\"a\"\n\"b\"\n").texts()).containsExactly("a", "b");
        assertThat(ReadRows.of(file, "{\"instruction\":\"a\"}\n\"b\"\n").reasons())
                .containsExactly("not-an-object");
    }

    @Test
    void mapsColumns() {
        ReadRows.write(
                file,
                "{\"title\":\"I\",\"body\":\"R\",\"instruction\":\"other\",\"id\":3}".getBytes(StandardCharsets.UTF_8));
        Instruction seed = ReadRows.of(Source.files(file).mapping("instruction=title, response = body"))
                .seeds()
                .get(0);

        assertThat(seed.text()).isEqualTo("I");
        assertThat(seed.response()).isEqualTo("R");
        assertThat(seed.id()).isEqualTo("3");
        assertThat(seed.metadata()).containsOnlyKeys("instruction");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "instruction",
                "response=a",
                "instruction=",
                "instruction=a,instruction=b",
                "foo=a,instruction=b"
            })
    void refusesMappingsThatSayNothing(String mapping) {
        FileSource source = Source.files(file);

        assertThatThrownBy(() -> source.mapping(mapping)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheUsersWordForTheFormat() {
        ReadRows.write(file, "{\"instruction\":\n\"a\"}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ReadRows.of(Source.files(file).format("json")).texts()).containsExactly("a");
        assertThat(ReadRows.of(Source.files(file).format("jsonl")).malformed()).hasSize(2);

        ReadRows.write(file, "What\tThen\nWhy?\tBecause.\n".getBytes(StandardCharsets.UTF_8));
        ReadRows rows = ReadRows.of(Source.files(file).format("tsv").mapping("instruction=What, response=Then"));
        assertThat(rows.seeds().get(0).response()).isEqualTo("Because.");
        FileSource source = Source.files(file);
        assertThatThrownBy(() -> source.format("xml")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTables() {
        String table = "id;instruction;output;note\r\n1;\"a \"\"b\"\"\nc\";R;\r\n2;d\n3;;;x\n\"4;e;f;g\n5;\"h;i\";j;k";
        for (char separator : new char[] {',', '\t', ';'}) {
            ReadRows rows = ReadRows.of(file, table.replace(';', separator));

            assertThat(rows.texts()).containsExactly("a \"b\"\nc", "h" + separator + "i");
            assertThat(rows.seeds().get(0).metadata()).isEmpty();
            assertThat(rows.seeds().get(1).metadata()).containsEntry("note", "k");
            assertThat(rows.reasons()).containsExactly("wrong-columns", "empty-instruction", "malformed-csv");
            assertThat(rows.malformed()).extracting(bad -> bad.origin().line()).containsExactly(4L, 5L, 6L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsEncodingsWithAByteOrderMark(String charset) {
        String line = "{\"instruction\": \"诗 \ud83d\ude00 \u00e9 \\ud83d\"}";
        ReadRows.write(file, ("\ufeff" + line + "\r\n" + line).getBytes(Charset.forName(charset)));

        assertThat(ReadRows.of(file).texts())
                .containsExactly("诗 \ud83d\ude00 \u00e9 \ud83d", "诗 \ud83d\ude00 \u00e9 \ud83d");
    }

    @Test
    void reportsBytesThatAreNotUtf8() {
        ReadRows.write(
                file,
                "{\"instruction\":\"a\"}\n{\"instruction\":\"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1));

        ReadRows rows = ReadRows.of(file);
        assertThat(rows.texts()).containsExactly("a");
        assertThat(rows.reasons()).containsExactly("broken-encoding");
    }

    @Test
    void unpacksAndReportsATornPack() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("{\"instruction\":\"")
                    .append(Integer.toHexString(i * 0x9E3779B9))
                    .append("\"}\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        ReadRows.write(file, bytes.toByteArray());
        assertThat(ReadRows.of(file).seeds()).hasSize(20_000);

        ReadRows.write(file, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        ReadRows torn = ReadRows.of(file);
        assertThat(torn.seeds()).hasSizeBetween(5_000, 15_000);
        assertThat(torn.reasons()).endsWith("broken-packing");
    }

    @Test
    void unpacksZstdWhereItsLibraryIsThere() throws IOException {
        byte[] rows = "{\"instruction\":\"a\"}\n{\"instruction\":\"b\"}\n"
                .repeat(5_000)
                .getBytes(StandardCharsets.UTF_8);
        ReadRows.write(file, Zstd.compress(rows));
        assertThat(ReadRows.of(file).seeds()).hasSize(10_000);

        byte[] packed = Zstd.compress(rows);
        ReadRows.write(file, Arrays.copyOf(packed, packed.length / 2));
        ReadRows torn = ReadRows.of(file);
        assertThat(torn.reasons()).last().isEqualTo("broken-packing");
    }

    @Test
    void readsALineOfTextAsAnInstruction() {
        ReadRows.write(file, "Why, oh why?\r\n\n {\"a\": 1} \nlast".getBytes(StandardCharsets.UTF_8));
        assertThat(ReadRows.of(Source.files(file).format("text")).texts())
                .containsExactly("Why, oh why?", "{\"a\": 1}", "last");
        ReadRows.write(file, new byte[] {'a', '\n', (byte) 0xFF, '\n', 'b'});
        assertThat(ReadRows.of(Source.files(file).format("text")).reasons()).containsExactly("broken-encoding");
    }

    @Test
    void readsARowAsTheShapeThatTheUserNames() {
        ReadRows.write(
                file,
                "{\"instruction\":\"i\",\"output\":\"o\",\"messages\":[{\"role\":\"user\",\"content\":\"u\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(ReadRows.of(Source.files(file).format("alpaca")).texts()).containsExactly("i");
        assertThat(ReadRows.of(Source.files(file).format("openai")).texts()).containsExactly("u");
        assertThat(ReadRows.of(Source.files(file).format("self-instruct")).texts())
                .containsExactly("i");
        assertThat(ReadRows.of(Source.files(file).format("openai-preference")).reasons())
                .containsExactly("no-turns");
    }

    @Test
    void addsMetadataThatARowDoesNotHave() {
        ReadRows.write(
                file,
                "{\"instruction\":\"a\",\"license\":\"mit\"}\n{\"instruction\":\"b\"}\nbad"
                        .getBytes(StandardCharsets.UTF_8));
        ReadRows rows =
                ReadRows.of(Source.files(file).withMetadata("license", "cc0").withMetadata("source", "faq"));

        assertThat(rows.seeds().get(0).metadata()).isEqualTo(Map.of("license", "mit", "source", "faq"));
        assertThat(rows.seeds().get(1).metadata()).isEqualTo(Map.of("license", "cc0", "source", "faq"));
        assertThat(rows.malformed()).hasSize(1);
    }

    @Test
    void boundsLongRows() {
        String line = "{\"instruction\":\"" + "x".repeat(200_000) + "\"}";
        String small = "{\"instruction\":\"small\"}";
        for (String content : List.of(line + "\n" + small, "[" + line + ",\n" + small + "]")) {
            ReadRows.write(file, content.getBytes(StandardCharsets.UTF_8));
            ReadRows rows = ReadRows.of(Source.files(file).maxRowBytes(100_000));

            assertThat(rows.reasons()).containsExactly("line-too-long");
            assertThat(rows.malformed().get(0).raw()).hasSizeLessThan(3_000);
            assertThat(ReadRows.of(file).seeds()).hasSize(2);
        }
        ReadRows.write(file, (line + "\n" + small).getBytes(StandardCharsets.UTF_8));
        assertThat(ReadRows.of(Source.files(file).maxRowBytes(100_000)).texts()).containsExactly("small");
    }

    @Test
    void stopsAtTheLimitOfBadRows() {
        ReadRows.write(
                file, "{\"instruction\":\"a\"}\nx\ny\n{\"instruction\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(ReadRows.of(Source.files(file).maxBadRows(2)).seeds()).hasSize(2);
        FileSource strict = Source.files(file).maxBadRows(1);
        assertThatThrownBy(() -> ReadRows.of(strict))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(":3: ")
                .hasMessageContaining("1 are allowed");
    }

    @Test
    void readsDirectoriesAndSeveralFilesInOrder() throws IOException {
        Files.createDirectories(directory.resolve("in/deep/.hidden"));
        Files.writeString(directory.resolve("in/b.json"), "[\"b\"]");
        Files.writeString(directory.resolve("in/a.jsonl"), "\"a\"\n");
        Files.writeString(directory.resolve("in/deep/c.csv"), "instruction\nc\n");
        Files.writeString(directory.resolve("in/deep/.hidden/d.jsonl"), "\"d\"\n");
        Files.writeString(directory.resolve("in/README.md"), "# Data");
        Files.writeString(file, "\"z\"");

        ReadRows rows = ReadRows.of(Source.files(file, directory.resolve("in")));
        assertThat(rows.texts()).containsExactly("z", "a", "b", "c");
        try (SourceReader reader = Source.files(file, directory.resolve("in")).open()) {
            double before = -1;
            while (reader.next() != null) {
                assertThat(reader.progress()).isBetween(before, 1.0);
                before = reader.progress();
            }
            assertThat(reader.progress()).isEqualTo(1.0);
        }
    }

    @Test
    void saysWhatToDoAboutFilesThatCannotBeRead() throws IOException {
        Path missing = directory.resolve("missing.jsonl");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Files.writeString(file, "Dear Sir or Madam,\nthis is a letter.\n");

        assertThatThrownBy(() -> Source.files(missing).open())
                .isInstanceOf(SourceException.class)
                .hasMessage("There is no file " + missing
                        + ". Check the path; it is taken from the directory in which the program was started.");
        assertThatThrownBy(() -> Source.files(empty).open()).hasMessageContaining("holds no data");
        assertThatThrownBy(() -> ReadRows.of(file))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("in no format that is known: it begins with \"Dear Sir");
        Files.write(file, new byte[] {0x1F, (byte) 0x8B, 0, 0});
        assertThat(ReadRows.of(file).reasons()).containsExactly("broken-packing");
    }
}
