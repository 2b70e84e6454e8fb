package io.augment.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentSourceTest {
    @TempDir
    Path directory;

    @Test
    void splitsMarkdownAtHeadings() throws IOException {
        Path file = directory.resolve("guide.md");
        Files.writeString(
                file, "Intro.\n\n# One\nText of one.\n## Deep ##\n```\n# no heading\n```\n# Two\n\nText of two.\n");
        List<Instruction> seeds = read(Source.documents(List.of(file)).instruction("Ask."));

        assertThat(seeds)
                .extracting(Instruction::input)
                .containsExactly("Intro.", "Text of one.", "```\n# no heading\n```", "Text of two.");
        assertThat(seeds)
                .extracting(seed -> String.valueOf(seed.metadata().get("headings")))
                .containsExactly("null", "One", "One > Deep", "Two");
        assertThat(seeds)
                .extracting(seed -> String.valueOf(seed.origin()).replaceAll(".*:", ""))
                .containsExactly("1", "4", "6", "11");
        assertThat(seeds).allSatisfy(seed -> {
            assertThat(seed.text()).isEqualTo("Ask.");
            assertThat(seed.metadata()).containsEntry("document", file.toString());
        });
        assertThat(seeds).extracting(Instruction::id).doesNotHaveDuplicates();
    }

    @Test
    void coversEveryWordInPassagesOfBoundedLength() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 400; i++) {
                text.append('w')
                        .append(i)
                        .append(List.of(" ", ". ", "\n", "\n\n", "。").get(random.nextInt(5)));
            }
            Path file = directory.resolve("t" + seed + ".txt");
            Files.writeString(file, text);
            int length = 50 + random.nextInt(300);
            int shared = random.nextInt(length / 2);
            List<Instruction> passages = read(Source.documents(List.of(file)).passage(length, shared));

            assertThat(passages)
                    .allSatisfy(
                            passage -> assertThat(passage.input()).isNotBlank().hasSizeLessThanOrEqualTo(length));
            StringBuilder all = new StringBuilder();
            passages.forEach(passage -> all.append(passage.input()).append(' '));
            for (int i = 0; i < 400; i++) {
                assertThat(all.toString()).containsPattern("w" + i + "(?!\\d)");
            }
            long repeatedAtMost = text.length() + (long) passages.size() * (shared + 1);
            assertThat((long) all.length()).isLessThanOrEqualTo(repeatedAtMost + passages.size());
        }
    }

    @Test
    void cutsTextWithoutSpacesAndNeverInsideACharacter() throws IOException {
        Path file = directory.resolve("t.txt");
        Files.writeString(file, "\ud83d\ude00".repeat(500));
        List<Instruction> passages = read(Source.documents(List.of(file)).passage(51, 10));

        assertThat(passages).hasSizeGreaterThan(10);
        assertThat(passages)
                .allSatisfy(passage -> assertThat(passage.input().codePoints().filter(c -> c != 0x1F600))
                        .isEmpty());
    }

    @Test
    void reportsWhatIsNoText() throws IOException {
        Files.write(directory.resolve("a.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve("b.txt"), "fine");
        Files.writeString(directory.resolve("c.jsonl"), "{}");
        ReadRows rows = ReadRows.of(Source.documents(List.of(directory)));

        assertThat(rows.reasons()).containsExactly("broken-encoding");
        assertThat(rows.seeds()).extracting(Instruction::input).containsExactly("fine");
        assertThatThrownBy(() ->
                        Source.documents(List.of(directory.resolve("nothing"))).open())
                .isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> Source.documents(List.of(directory)).passage(100, 51))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Instruction> read(Source source) {
        ReadRows rows = ReadRows.of(source);
        assertThat(rows.malformed()).isEmpty();
        return rows.seeds();
    }
}
