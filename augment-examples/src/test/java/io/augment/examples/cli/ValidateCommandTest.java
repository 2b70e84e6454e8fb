package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.export.ExportFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateCommandTest {
    private static final String ROW =
            "{\"instruction\": \"Name a river.\", \"output\": \"The Rhine.\", \"rejected\": \"The Moon.\"}\n";
    private static final String STEPS =
            "{\"prompt\": \"1+1?\", \"completions\": [\"1+1\", \"=2\"], \"labels\": [true, true]}\n";

    @TempDir
    private Path temp;

    static Stream<String> formats() {
        return ExportFormats.names().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void findsWhatConvertWritesRightAndWhatIsCutOffWrong(String format) throws IOException {
        Path in = Files.writeString(temp.resolve("in.jsonl"), format.equals("trl-stepwise") ? STEPS : ROW);
        Path out = temp.resolve("out");
        assertThat(Cli.run("convert", "--in", in, "--out", out, "--format", format)
                        .status())
                .isZero();
        Path file = format.equals("huggingface") ? out.resolve("data/train.jsonl") : out;

        Cli.Result right = Cli.run("validate", "--format", format, file);
        assertThat(right.err()).isEmpty();
        assertThat(right.status()).isZero();
        assertThat(right.out()).contains("valid as " + format);

        String content = Files.readString(file);
        Path broken = Files.writeString(
                temp.resolve("broken"),
                format.equals("csv") ? content + "\"x" : content.substring(0, content.length() - 9));
        Cli.Result wrong = Cli.run("validate", "--format", format, broken);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).matches("(?s)\\Q" + broken + "\\E:\\d+: .*");
    }

    @Test
    void tellsEveryRowThatIsWrong() throws IOException {
        Path file = Files.writeString(temp.resolve("train.jsonl"), """
                {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}
                {"messages": [{"role": "user", "content": "a"}]}
                nonsense
                {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": " "}]}
                """);
        Cli.Result result = Cli.run("validate", "--format", "openai", file, "--json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()
                        .lines()
                        .map(line -> line.substring(
                                file.toString().length(), file.toString().length() + 3)))
                .containsExactly(":2:", ":3:", ":4:");
        assertThat(result.json().path("valid").asBoolean(true)).isFalse();
        assertThat(result.json().path("files").path(0).path("problems")).hasSize(3);
    }

    @Test
    void checksTheFilesOfADirectory() throws IOException {
        Path in = Files.writeString(temp.resolve("in.jsonl"), ROW.repeat(3));
        Path out = temp.resolve("sets");
        Cli.run("convert", "--in", in, "--out", out, "--format", "alpaca,alpaca-kto", "--shard", 2);
        try (Stream<Path> written = Files.list(out)) {
            for (Path file :
                    written.filter(path -> path.toString().contains("-kto-")).toList()) {
                Files.delete(file);
            }
        }
        Cli.Result result = Cli.run("validate", "--format", "alpaca", out);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(2);
        assertThat(Cli.run("validate", "--format", "alpaca", Files.createDirectory(temp.resolve("empty")))
                        .status())
                .isEqualTo(1);
    }

    @Test
    void namesAFileThatIsNotThere() {
        Cli.Result result = Cli.run("validate", "--format", "openai", temp.resolve("nothing"));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("nothing");
        assertThat(Cli.run("validate", "--format", "yaml", temp).status()).isEqualTo(2);
        assertThat(Cli.run("validate", "--format", "openai").status()).isEqualTo(2);
    }
}
