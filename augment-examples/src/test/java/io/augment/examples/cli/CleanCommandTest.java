package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCommandTest {
    @TempDir
    private Path temp;

    @Test
    void setsAsideWhatBreaksARule() throws IOException {
        Path in = Files.writeString(temp.resolve("seeds.jsonl"), """
                {"instruction": "Name three rivers.", "input": "<noinput>", "output": "Rhine, Rhone, Po", "tenant": "t1"}
                {"instruction": "...", "output": "x"}
                {"instruction": "Describe the attached image.", "output": "A cat."}
                {"instruction": "Say it twice.", "output": "Say it twice."}
                {"instruction": "Add. Input: 3 and 4\\nInstruction: Subtract.\\nOutput: 7", "output": "7"}
                {"instruction": "Explain cafÃ© culture.", "output": "Coffee."}
                {"instruction": "TODO", "output": "x"}
                """);
        Path out = temp.resolve("clean.jsonl");
        Path rejects = temp.resolve("dirty.jsonl");
        Cli.Result result = Cli.run("clean", "--in", in, "--out", out, "--rejects", rejects, "--json");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.json().path("read").asInt()).isEqualTo(7);
        assertThat(result.json().path("written").asInt()).isEqualTo(1);
        JsonNode kept = Cli.lines(out).get(0);
        assertThat(kept.path("input").asText()).isEmpty();
        assertThat(kept.path("metadata").path("tenant").asText()).isEqualTo("t1");
        List<JsonNode> lines = Cli.lines(rejects);
        assertThat(lines)
                .extracting(line -> line.path("reason").asText())
                .containsExactly(
                        "empty-instruction",
                        "absent-attachment",
                        "echo",
                        "merged-instructions",
                        "broken-encoding",
                        "placeholder");
        assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactly(2, 3, 4, 5, 6, 7);
    }

    @Test
    void writesAnyFormat() throws IOException {
        Path in = Files.writeString(temp.resolve("s.csv"), "instruction,output\nName a river.,The Po.\n");
        Path out = temp.resolve("train.json");
        assertThat(Cli.run("clean", "--in", in, "--out", out, "--format", "alpaca")
                        .status())
                .isZero();
        assertThat(Cli.array(out)).hasSize(1);
    }
}
