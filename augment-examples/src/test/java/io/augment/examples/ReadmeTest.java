package io.augment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the README's Java to the example classes: each block is marked with the file whose lines it shows. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- lines of (\\S+) -->\n\n?```java\n(.*?)```", Pattern.DOTALL);

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void everyJavaBlockShowsLinesOfAnExample() throws IOException {
        String readme = readme();
        Matcher block = BLOCK.matcher(readme);
        int shown = 0;
        while (block.find()) {
            shown++;
            List<String> lines = unindented(block.group(2).lines().toList());
            List<String> source = Files.readAllLines(ROOT.resolve(block.group(1)));
            assertThat(isPartOf(source, lines))
                    .as("README's block of %s, which begins with: %s", block.group(1), lines.get(0))
                    .isTrue();
        }
        assertThat(shown).isEqualTo(readme.split("```java", -1).length - 1).isGreaterThanOrEqualTo(3);
    }

    @Test
    void everyLinkedFileIsThere() throws IOException {
        Matcher link = Pattern.compile("]\\((?!https?:|#)([^)#]+)").matcher(readme());
        List<String> missing = new ArrayList<>();
        while (link.find()) {
            if (!Files.exists(ROOT.resolve(link.group(1)))) {
                missing.add(link.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void fitsOnAFewPages() throws IOException {
        assertThat(readme().lines())
                .hasSizeLessThanOrEqualTo(250)
                .allMatch(line -> line.length() <= 150 || line.startsWith("mvn "));
    }

    private static boolean isPartOf(List<String> source, List<String> lines) {
        for (int start = 0; start + lines.size() <= source.size(); start++) {
            if (unindented(source.subList(start, start + lines.size())).equals(lines)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> unindented(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .toList();
    }
}
