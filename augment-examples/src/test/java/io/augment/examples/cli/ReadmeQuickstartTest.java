package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's quickstart as it is written there, and compares what it prints with what the README shows. */
class ReadmeQuickstartTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND =
            Pattern.compile("java -jar augment-examples/target/augment\\.jar (run --offline .+)");
    private static final Pattern SHOWN =
            Pattern.compile("<!-- output of the quickstart -->\n\n```\n(.*?)```", Pattern.DOTALL);

    @Test
    void printsWhatTheReadmeShows(@TempDir Path temp) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher command = COMMAND.matcher(readme);
        assertThat(command.find()).isTrue();
        String out = "quickstart-out";
        Path real = temp.resolve(out);
        Object[] args = command.group(1)
                .replace("augment-examples/src/", "src/")
                .replace("--out " + out, "--out " + real)
                .split(" ");
        Cli.Result result = Cli.run(args);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        String printed = withoutTime(result.out().replace(real.toString(), out));
        Path copy = Files.writeString(Path.of("target", "quickstart-output.txt"), printed);
        Matcher shown = SHOWN.matcher(readme);
        assertThat(shown.find()).isTrue();
        assertThat(withoutTime(shown.group(1)))
                .as("the README's output of the quickstart; the program's is in augment-examples/%s", copy)
                .isEqualTo(printed);
    }

    private static String withoutTime(String text) {
        return text.replaceFirst("\\d+\\.\\d s\n", "1.0 s\n");
    }
}
