package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
    @TempDir
    private Path temp;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(temp.resolve(name), content);
    }

    private Path rows(int count) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("{\"instruction\": \"Question ")
                    .append(i)
                    .append("\", \"output\": \"Answer ")
                    .append(i)
                    .append("\"}\n");
        }
        return file("rows.jsonl", rows.toString());
    }

    @Test
    void countsEveryRowAndWritesTheRejectedOnes() throws IOException {
        Path in = file(
                "in.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}\nnot json\n\n{\"instruction\": \"c\"}\n[1]\n");
        Path rejects = temp.resolve("rejects.jsonl");
        Cli.Result result = Cli.run(
                "convert",
                "--in",
                in,
                "--out",
                temp.resolve("o.jsonl"),
                "--format",
                "openai",
                "--rejects",
                rejects,
                "--json");

        assertThat(result.status()).isZero();
        JsonNode told = result.json();
        assertThat(told.path("read").asInt()).isEqualTo(4);
        assertThat(told.path("written").asInt()).isEqualTo(1);
        assertThat(Cli.sum(told.path("rejected"))).isEqualTo(3);
        assertThat(Cli.lines(temp.resolve("o.jsonl"))).hasSize(1);
        List<JsonNode> lines = Cli.lines(rejects);
        assertThat(lines)
                .extracting(line -> line.path("reason").asText())
                .containsExactly("malformed-json", "no-response", "not-an-object");
        assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactly(2, 4, 5);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("file").asText())
                        .isEqualTo(in.toString().replace('\\', '/')));
        assertThat(result.err()).contains(in.toString().replace('\\', '/') + ":2: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text          |                                | First: a, b.      |
                    csv           | instruction=What,response=Then | "a, b"            | c
                    tsv           | instruction=What,response=Then | a                 | b
                    ssv           | instruction=What,response=Then | a                 | b
                    alpaca        |                                | row               | alpaca
                    sharegpt      |                                | turn              | reply
                    """)
    void takesTheUsersWordWhereAFileSaysTooLittle(String name, String mapping, String text, String response)
            throws IOException {
        String content = switch (name) {
            case "text" -> "First: a, b.\n\n  \n";
            case "csv" -> "What,Then\n\"\"\"a, b\"\"\",c\n";
            case "tsv" -> "What\tThen\na\tb\n";
            case "ssv" -> "What;Then\na;b\n";
            default ->
                "{\"instruction\": \"row\", \"output\": \"alpaca\", \"conversations\":"
                        + " [{\"from\": \"human\", \"value\": \"turn\"}, {\"from\": \"gpt\", \"value\": \"reply\"}]}";
        };
        Path in = file("in", content);
        Path out = temp.resolve("out.jsonl");
        String[] map = mapping == null ? new String[0] : new String[] {"--map", mapping};
        Object[] args = new Object[9 + map.length];
        System.arraycopy(
                new Object[] {"convert", "--in", in, "--in-format", name, "--out", out, "--format", "augment"},
                0,
                args,
                0,
                9);
        System.arraycopy(map, 0, args, 9, map.length);

        Cli.Result result = Cli.run(args);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(Cli.lines(out)).hasSize(1);
        JsonNode row = Cli.lines(out).get(0);
        assertThat(row.path("instruction").asText()).isEqualTo(text);
        assertThat(row.path("response").asText(null)).isEqualTo(response);
    }

    @Test
    void cutsDocumentsIntoPassages() throws IOException {
        Path in = file("guide.md", "# Lamps\n\n" + "A lamp gives light. ".repeat(200));
        Cli.Result result = Cli.run(
                "convert",
                "--in",
                in,
                "--in-format",
                "documents",
                "--out",
                temp.resolve("o"),
                "--format",
                "augment",
                "--json");

        assertThat(result.json().path("written").asInt()).isGreaterThan(3);
    }

    @Test
    void dividesIntoPartsAndShardsInSeveralFormats() throws IOException {
        Path out = temp.resolve("sets");
        Cli.Result result = Cli.run(
                "convert",
                "--in",
                rows(300),
                "--out",
                out,
                "--format",
                "sharegpt,openai",
                "--split",
                "train=0.8, validation=0.2",
                "--shard",
                "100",
                "--json");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.json().path("written").asInt()).isEqualTo(300);
        assertThat(result.json().path("rows").asInt()).isEqualTo(600);
        Set<String> prompts = new HashSet<>();
        int rows = 0;
        for (int i = 1; i <= 3; i++) {
            for (JsonNode row : Cli.lines(out.resolve("openai-train-0000" + i + "-of-00003.jsonl"))) {
                prompts.add(row.path("messages").path(0).path("content").asText());
                rows++;
            }
        }
        for (JsonNode row : Cli.lines(out.resolve("openai-validation-00001-of-00001.jsonl"))) {
            assertThat(prompts)
                    .doesNotContain(row.path("messages").path(0).path("content").asText());
            rows++;
        }
        assertThat(rows).isEqualTo(300);
        assertThat(out.resolve("dataset_info.json")).content().contains("\"sharegpt-validation-00001-of-00001\"");
        result.json()
                .path("files")
                .fieldNames()
                .forEachRemaining(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void writesADataSetFolderWhereItWasAskedTo() throws IOException {
        Path out = temp.resolve("folder");
        assertThat(Cli.run("convert", "--in", rows(3), "--out", out, "--format", "huggingface")
                        .status())
                .isZero();
        assertThat(out.resolve("README.md")).content().startsWith("---\n");
        assertThat(Cli.lines(out.resolve("data/train.jsonl"))).hasSize(3);
        assertThat(temp.resolve("README.md")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--split half",
                "--shard 0",
                "--shard many",
                "--shard 5TB",
                "--max-tokens 0",
                "--map question",
                "--in-format yaml",
                "--format xml",
                "--max-bad-rows -1"
            })
    void refusesOptionsThatSayNothing(String option) throws IOException {
        String[] words = option.split(" ");
        Object[] args = {
            "convert", "--in", rows(1), "--out", temp.resolve("o"), words[0], words[1], "--format", "openai"
        };
        Cli.Result result = words[0].equals("--format")
                ? Cli.run("convert", "--in", rows(1), "--out", temp.resolve("o"), words[0], words[1])
                : Cli.run(args);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(words[0]).contains("augment convert --help");
        assertThat(temp.resolve("o")).doesNotExist();
    }

    @Test
    void saysWhatAFileIsPackedInWhereNothingUnpacksIt() throws IOException {
        Path in = Files.write(temp.resolve("in.zst"), new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0});
        Cli.Result result = Cli.run("convert", "--in", in, "--out", temp.resolve("o"), "--format", "openai");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("com.github.luben:zstd-jni").contains("in.zst");
    }

    @Test
    void stopsAtTheLimitOfBadRowsAndLeavesNoFile() throws IOException {
        Path in = file("in.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}\nx\ny\n");
        Path out = temp.resolve("o.jsonl");
        Cli.Result result = Cli.run(
                "convert",
                "--in",
                in,
                "--out",
                out,
                "--format",
                "openai",
                "--max-bad-rows",
                1,
                "--rejects",
                temp.resolve("r.jsonl"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("in.jsonl:3: ").contains("1 are allowed");
        assertThat(out).doesNotExist();
        assertThat(temp.resolve("r.jsonl")).doesNotExist();
    }
}
