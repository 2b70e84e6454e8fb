package io.augment.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.internal.format.HostileTexts;
import io.augment.internal.format.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages files at random: nothing may crash or hang, and no row may go silently. */
class DamagedFilesTest {
    private static final int ROWS = 30;

    @TempDir
    Path directory;

    @Test
    void countsEveryLineOfJsonLines() {
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>(rows(seed));
            int damaged = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (random.nextInt(5) == 0) {
                    lines.set(i, damaged(lines.get(i), random));
                    damaged++;
                }
            }
            ReadRows rows = ReadRows.of(directory.resolve("f"), String.join("\n", lines) + "\n");

            long blank = lines.stream().filter(String::isBlank).count();
            assertThat(rows.count()).as("seed " + seed).isEqualTo(ROWS - (int) blank);
            assertThat(rows.malformed().size()).isLessThanOrEqualTo(damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "[\n%s\n]\n", "{\"version\": 1, \"rows\": [\n%s\n]}"})
    void losesOneElementOfAnArrayAtMost(String frame) {
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            List<String> elements = new ArrayList<>(rows(seed));
            // Behind the first, so that what elements begin with is known.
            int at = 1 + random.nextInt(ROWS - 1);
            String whole = elements.get(at);
            String broken = broken(whole, random);
            elements.set(at, broken);
            String separator = frame.contains("\n") ? ",\n  " : ", ";
            ReadRows rows = ReadRows.of(directory.resolve("f"), String.format(frame, String.join(separator, elements)));

            assertThat(rows.malformed()).as(broken).isNotEmpty();
            assertThat(rows.texts().stream().filter(text -> text.startsWith("row ")))
                    .as("seed " + seed + ": " + broken)
                    .hasSizeGreaterThanOrEqualTo(ROWS - 1);
        }
    }

    @Test
    void survivesAnyBytes() {
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            String content = seed % 3 == 0
                    ? "[" + String.join(",", rows(seed)) + "]"
                    : seed % 3 == 1 ? String.join("\n", rows(seed)) : table(seed);
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            for (int hits = 1 + random.nextInt(20); hits > 0; hits--) {
                // Behind the first bytes, by which the format is known.
                int at = 40 + random.nextInt(bytes.length - 40);
                bytes[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "{}[]\",:\\\n".charAt(random.nextInt(9));
            }
            Path file = directory.resolve("f");
            ReadRows.write(file, bytes);

            assertThat(ReadRows.of(file).count()).as("seed " + seed).isPositive();
        }
    }

    @Test
    void countsEveryRowOfATable() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            StringBuilder table = new StringBuilder("instruction,output\n");
            int damaged = 0;
            for (int i = 0; i < ROWS; i++) {
                if (random.nextInt(4) == 0) {
                    damaged++;
                    table.append(List.of("\"open,x\n", "a\"b\",\"c\"d\n", "one\n", "a,b,c\n", "\"a\"b,c\n")
                            .get(random.nextInt(5)));
                } else {
                    table.append("\"row, ").append(i).append("\",\"line\nbreak \"\"x\"\"\"\n");
                }
            }
            ReadRows rows = ReadRows.of(directory.resolve("f"), table.toString());

            assertThat(rows.texts().stream().filter(text -> text.startsWith("row, ")))
                    .as("seed " + seed + "\n" + table)
                    .hasSize(ROWS - damaged);
            assertThat(rows.malformed().size() + rows.seeds().size()).isGreaterThanOrEqualTo(ROWS);
        }
    }

    @Test
    void reportsAFileThatIsCutOff() {
        String content = "[" + String.join(",\n", rows(1)) + "]";
        for (int cut = 300; cut < content.length(); cut += 97) {
            ReadRows rows = ReadRows.of(directory.resolve("f"), content.substring(0, cut));

            assertThat(rows.malformed()).isNotEmpty();
            assertThat(rows.reasons()).last().isIn("truncated-file", "malformed-json");
        }
    }

    private static List<String> rows(int seed) {
        HostileTexts texts = new HostileTexts(seed);
        Random random = new Random(seed);
        boolean chat = random.nextBoolean();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            JsonWriter out = new JsonWriter().object();
            out.name("id").text("r" + i);
            if (chat) {
                out.name("conversations").array();
                out.object()
                        .name("from")
                        .text("human")
                        .name("value")
                        .text("row " + i + texts.text())
                        .endObject();
                out.object()
                        .name("from")
                        .text("gpt")
                        .name("value")
                        .text(texts.text())
                        .endObject();
                out.endArray();
            } else {
                out.name("instruction").text("row " + i + texts.text());
                out.name("output").text(texts.text());
            }
            rows.add(out.endObject().toString());
        }
        return rows;
    }

    private static String table(int seed) {
        HostileTexts texts = new HostileTexts(seed);
        StringBuilder table = new StringBuilder("instruction,output,a long title of a column\n");
        for (int i = 0; i < ROWS; i++) {
            for (int column = 0; column < 3; column++) {
                table.append(column == 0 ? "" : ",")
                        .append('"')
                        .append(texts.wellFormed().replace("\"", "\"\""))
                        .append('"');
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** Damages a line in any way that keeps it one line. */
    private static String damaged(String line, Random random) {
        int at = random.nextInt(line.length());
        switch (random.nextInt(6)) {
            case 0:
                return line.substring(0, at);
            case 1:
                return line.substring(0, at) + line.substring(at + 1);
            case 2:
                return line.substring(0, at) + "\"" + line.substring(at);
            case 3:
                return line.substring(0, at) + "\\d" + line.substring(at);
            case 4:
                return "not json";
            default:
                return line + line;
        }
    }

    /** Damages an element so that it cannot be read, in the ways that files are damaged. */
    private static String broken(String element, Random random) {
        switch (random.nextInt(7)) {
            case 0:
                return element.substring(0, element.length() / 2);
            case 1:
                return element.substring(0, element.length() - 1);
            case 2:
                return element.replaceFirst("\"}", "}");
            case 3:
                return element.replaceFirst("row ", "row \\\\d");
            case 4:
                return "garbage";
            case 5:
                return element.replaceFirst("row ", "row \" ");
            default:
                return element.replaceFirst(":", " ");
        }
    }
}
