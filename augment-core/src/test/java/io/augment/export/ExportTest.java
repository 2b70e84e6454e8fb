package io.augment.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Role;
import io.augment.Turn;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.format.HostileTexts;
import io.augment.internal.format.Json;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final Instruction SEED =
            Instruction.builder("Name a river.").id("s").response("The Rhine.").build();

    @TempDir
    Path directory;

    static Stream<String> formats() {
        return ExportFormats.names().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesWhatTrainersTake(String name) {
        ExportFormat format = ExportFormats.named(name);
        List<Example> examples = examples(5, 400);
        List<Example> fit =
                examples.stream().filter(e -> format.unfit(e) == null).toList();
        assertThat(fit).hasSizeGreaterThan(10);

        write(Export.to(directory).format(format), fit);

        assertThat(TrainerChecks.check(name, directory.resolve(format.fileName()))
                        .size())
                .isGreaterThanOrEqualTo(fit.size());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesTheSameBytesEachTime(String name) throws IOException {
        ExportFormat format = ExportFormats.named(name);
        List<Example> fit =
                examples(6, 50).stream().filter(e -> format.unfit(e) == null).toList();
        write(Export.to(directory.resolve("a")).format(format), fit);
        write(Export.to(directory.resolve("b")).format(format), fit);

        assertThat(directory.resolve("a").resolve(format.fileName()))
                .hasSameBinaryContentAs(directory.resolve("b").resolve(format.fileName()));
        assertThat(format.validate(directory.resolve("a").resolve(format.fileName())))
                .isEqualTo(format.validate(directory.resolve("b").resolve(format.fileName())));
    }

    @Test
    void nativeFormatIsLossless() {
        List<Example> examples = examples(7, 300);
        write(Export.to(directory).augment(), examples);

        List<Example> back = read(directory.resolve("augment.jsonl"));
        assertThat(back).hasSameSizeAs(examples);
        for (int i = 0; i < examples.size(); i++) {
            Example meant = examples.get(i);
            // A record without an origin gets one when it is read.
            if (meant.instruction().origin() != null) {
                assertThat(back.get(i)).isEqualTo(meant);
            } else {
                assertThat(ExampleJson.write(withoutOrigin(back.get(i)))).isEqualTo(ExampleJson.write(meant));
            }
        }
    }

    private static Example withoutOrigin(Example example) {
        Instruction plain = example.instruction().toBuilder().origin(null).build();
        return example instanceof InstructionPair pair ? pair.withInstruction(plain) : plain;
    }

    @Test
    void otherFormatsReadBackEqualInWhatTheyCarry() {
        List<Example> examples = examples(8, 150).stream()
                .filter(e -> ExportFormats.alpaca().unfit(e) == null)
                .toList();
        write(Export.to(directory).alpaca().shareGpt().openAi(), examples);

        List<Example> alpaca = read(directory.resolve("alpaca.json"));
        List<Example> shareGpt = read(directory.resolve("sharegpt.json"));
        List<Example> openAi = read(directory.resolve("openai.jsonl"));
        assertThat(alpaca).hasSameSizeAs(examples);
        for (int i = 0; i < examples.size(); i++) {
            Instruction meant = examples.get(i).instruction();
            Instruction fromAlpaca = alpaca.get(i).instruction();
            assertThat(fromAlpaca.text()).isEqualTo(meant.text());
            assertThat(fromAlpaca.input()).isEqualTo(meant.input());
            assertThat(fromAlpaca.system()).isEqualTo(meant.system());
            assertThat(fromAlpaca.history()).isEqualTo(meant.history());
            assertThat(alpaca.get(i).response()).isEqualTo(examples.get(i).response());
            assertThat(shareGpt.get(i).id()).isEqualTo(meant.id());
            for (Example chat : List.of(shareGpt.get(i), openAi.get(i))) {
                assertThat(chat.instruction().text()).isEqualTo(meant.prompt());
                assertThat(chat.instruction().system())
                        .isEqualTo(meant.system().isBlank() ? chat.instruction().system() : meant.system());
                assertThat(chat.instruction().history()).isEqualTo(meant.history());
                assertThat(chat.response()).isEqualTo(examples.get(i).response());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai-preference",
                "trl-preference",
                "trl-preference-implicit",
                "alpaca-preference",
                "sharegpt-preference",
                "axolotl-preference",
                "ms-swift-preference"
            })
    void preferencesReadBackAsResponseAndRejectedOne(String name) {
        ExportFormat format = ExportFormats.named(name);
        List<Example> fit =
                examples(9, 100).stream().filter(e -> format.unfit(e) == null).toList();
        write(Export.to(directory).format(format), fit);

        List<Example> rows = read(directory.resolve(format.fileName()));
        int at = 0;
        for (Example meant : fit) {
            for (String rejected : meant.instruction().rejectedResponses()) {
                if (!rejected.equals(meant.response())) {
                    Instruction row = rows.get(at++).instruction();
                    assertThat(row.response()).isEqualTo(meant.response());
                    assertThat(row.rejectedResponses()).containsExactly(rejected);
                    assertThat(row.prompt()).isEqualTo(meant.instruction().prompt());
                    assertThat(row.history()).isEqualTo(meant.instruction().history());
                }
            }
        }
        assertThat(rows).hasSize(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trl-unpaired-preference", "alpaca-kto", "sharegpt-kto", "ms-swift-kto"})
    void labelsReadBackAsResponsesAndRejectedOnes(String name) {
        ExportFormat format = ExportFormats.named(name);
        Instruction both =
                SEED.toBuilder().rejectedResponses(List.of("The Moon.")).build();
        Instruction bad =
                Instruction.builder("b").rejectedResponses(List.of("x")).build();
        write(Export.to(directory).format(format), List.of(both, bad));

        List<Example> rows = read(directory.resolve(format.fileName()));
        assertThat(rows).extracting(Example::response).containsExactly("The Rhine.", null, null);
        assertThat(rows)
                .extracting(row -> row.instruction().rejectedResponses())
                .containsExactly(List.of(), List.of("The Moon."), List.of("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv",
                "easydistill",
                "pai",
                "pai-instructions",
                "trl",
                "trl-prompt-completion",
                "trl-prompt-only",
                "axolotl",
                "ms-swift",
                "trl-stepwise"
            })
    void furtherFormatsReadBackEqualInWhatTheyCarry(String name) {
        ExportFormat format = ExportFormats.named(name);
        List<Example> fit =
                examples(10, 100).stream().filter(e -> format.unfit(e) == null).toList();
        write(Export.to(directory).format(format), fit);

        List<Example> rows = read(directory.resolve(format.fileName()));
        assertThat(rows).hasSameSizeAs(fit);
        for (int i = 0; i < fit.size(); i++) {
            Instruction meant = fit.get(i).instruction();
            Instruction row = rows.get(i).instruction();
            assertThat(row.prompt()).isEqualTo(meant.prompt());
            assertThat(row.history()).isEqualTo(meant.history());
            assertThat(row.response())
                    .isEqualTo(
                            name.equals("trl-prompt-only") || name.equals("pai-instructions")
                                    ? null
                                    : fit.get(i).response());
            if (name.equals("csv")) {
                assertThat(row.text()).isEqualTo(meant.text());
                assertThat(row.input()).isEqualTo(meant.input());
                assertThat(row.id()).isEqualTo(meant.id());
            }
        }
    }

    @Test
    void leavesRecordsOutOfPreferencesWithoutRejectingThem() {
        Instruction both =
                SEED.toBuilder().id("t").rejectedResponses(List.of("x")).build();
        Export export = Export.to(directory).openAi().format(ExportFormats.named("trl-preference"));
        try (ExportSession session = export.open()) {
            assertThat(session.unfit(SEED)).isNull();
            session.write(SEED);
            session.write(both);
            assertThat(session.commit().values()).containsExactly(2L, 1L);
        }
        try (ExportSession session = Export.to(directory)
                .format(ExportFormats.named("trl-preference"))
                .open()) {
            assertThat(session.unfit(SEED)).isEqualTo("no-rejected-response");
        }
    }

    @Test
    void packsFilesOfThatName() {
        Conversion.Result result = Conversion.of(Source.of(List.of(SEED, SEED)))
                .to(directory.resolve("train.jsonl.gz"), ExportFormats.openAi())
                .run();

        assertThat(result.rows()).isEqualTo(2);
        assertThat(TrainerChecks.check("openai", directory.resolve("train.jsonl.gz")))
                .hasSize(2);
        assertThat(read(directory.resolve("train.jsonl.gz"))).hasSize(2);
    }

    @Test
    void keepsToolTurnsWhereTheFormatHasThem() {
        Instruction tool = Instruction.builder("1")
                .id("t")
                .history(List.of(Turn.user("a"), new Turn(Role.TOOL_CALL, "f()")))
                .response("b")
                .build();
        write(Export.to(directory).shareGpt(), List.of(tool));

        assertThat(read(directory.resolve("sharegpt.json")).get(0).instruction().history())
                .isEqualTo(tool.history());
        assertThat(ExportFormats.alpaca().unfit(tool)).isEqualTo("tool-turns");
        assertThat(ExportFormats.openAi().unfit(tool)).isEqualTo("tool-turns");
    }

    @Test
    void namesWhatDoesNotFit() {
        ExportFormat format = ExportFormats.alpaca();

        assertThat(format.unfit(Instruction.of("a"))).isEqualTo("no-response");
        assertThat(format.unfit(InstructionPair.of(SEED, " \n"))).isEqualTo("empty-response");
        assertThat(format.unfit(SEED.toBuilder().text(" ").build())).isEqualTo("empty-instruction");
        assertThat(format.unfit(
                        SEED.toBuilder().history(List.of(Turn.user("a"))).build()))
                .isEqualTo("history-order");
        assertThat(format.unfit(SEED.toBuilder()
                        .history(List.of(Turn.assistant("a"), Turn.user("b")))
                        .build()))
                .isEqualTo("history-order");
        assertThat(format.unfit(SEED.toBuilder()
                        .history(List.of(Turn.user(""), Turn.assistant("b")))
                        .build()))
                .isEqualTo("empty-turn");
        assertThat(ExportFormats.augment().unfit(Instruction.of("a"))).isNull();
        try (ExportSession session = Export.to(directory).augment().openAi().open()) {
            assertThat(session.unfit(Instruction.of("a"))).isEqualTo("no-response");
        }
    }

    @Test
    void prefersThePairToWhatTheInstructionWasReadWith() {
        write(Export.to(directory).alpaca(), List.of(InstructionPair.of(SEED, "The Elbe.")));

        assertThat(read(directory.resolve("alpaca.json")).get(0).response()).isEqualTo("The Elbe.");
    }

    @Test
    void describesFilesForLlamaFactoryBesideTheUsersOwn() throws IOException {
        Files.writeString(
                directory.resolve("dataset_info.json"),
                "{\"mine\": {\"file_name\": \"m.json\", \"n\": 1.50}, \"alpaca\": {}}");
        write(Export.to(directory).alpaca().shareGpt(), List.of(SEED));

        JsonNode index = TrainerChecks.parse(Files.readString(directory.resolve("dataset_info.json")));
        assertThat(index.path("mine").toString()).isEqualTo("{\"file_name\":\"m.json\",\"n\":1.5}");
        assertThat(Files.readString(directory.resolve("dataset_info.json"))).contains("1.50");
        assertThat(index.path("alpaca").toString())
                .isEqualTo("{\"file_name\":\"alpaca.json\",\"columns\":{\"prompt\":\"instruction\",\"query\":\"input\","
                        + "\"response\":\"output\",\"system\":\"system\",\"history\":\"history\"}}");
        JsonNode chat = index.path("sharegpt");
        assertThat(chat.path("file_name").asText()).isEqualTo("sharegpt.json");
        assertThat(chat.path("formatting").asText()).isEqualTo("sharegpt");
        assertThat(chat.path("columns").path("messages").asText()).isEqualTo("conversations");
        assertThat(chat.path("columns").path("system").asText()).isEqualTo("system");
        assertThat(chat.path("tags").path("role_tag").asText()).isEqualTo("from");
        assertThat(chat.path("tags").path("user_tag").asText()).isEqualTo("human");

        Files.writeString(directory.resolve("dataset_info.json"), "[1]");
        assertThatThrownBy(() -> write(Export.to(directory).alpaca(), List.of(SEED)))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("not a JSON object");
    }

    @Test
    void leavesNothingBehindWithoutCommit() throws IOException {
        Files.writeString(directory.resolve("alpaca.json"), "old");
        try (ExportSession session = Export.to(directory).alpaca().augment().open()) {
            session.write(SEED);
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("alpaca.json"));
        }
        assertThat(directory.resolve("alpaca.json")).hasContent("old");
    }

    @Test
    void putsNoFileInPlaceWhenOneIsNotWhatWasMeant() throws IOException {
        Export export = Export.to(directory).alpaca().format(new Forgetful(ExportFormats.openAi()));
        try (ExportSession session = export.open()) {
            session.write(SEED);
            session.write(SEED);
            assertThatThrownBy(session::commit)
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining(
                            "openai.jsonl was written with 2 rows, but reads back as other text with 1 rows");
        }

        assertThat(directory).isEmptyDirectory();
    }

    /** Says that it wrote two rows where it wrote one, like a disk that loses data. */
    private record Forgetful(ExportFormat format) implements ExportFormat {
        @Override
        public String name() {
            return format.name();
        }

        @Override
        public String fileName() {
            return format.fileName();
        }

        @Override
        public @Nullable String unfit(Example example) {
            return format.unfit(example);
        }

        @Override
        public ExportWriter open(Path file) {
            ExportWriter writer = format.open(file);
            return new ExportWriter() {
                private boolean forgot;

                @Override
                public void write(Example example) {
                    if (forgot) {
                        writer.write(example);
                    }
                    forgot = true;
                }

                @Override
                public ExportSummary summary() {
                    return new ExportSummary(2, writer.summary().digest());
                }

                @Override
                public void close() {
                    writer.close();
                }
            };
        }

        @Override
        public ExportSummary validate(Path file) {
            return format.validate(file);
        }
    }

    @Test
    void writesEmptyFilesThatLoad() {
        write(Export.to(directory).alpaca().openAi(), List.of());

        assertThat(TrainerChecks.check("alpaca", directory.resolve("alpaca.json")))
                .isEmpty();
        assertThat(TrainerChecks.check("openai", directory.resolve("openai.jsonl")))
                .isEmpty();
    }

    @Test
    void refusesFormatsThatWouldOverwriteEachOther() {
        Export export = Export.to(directory).alpaca();

        assertThatThrownBy(export::alpaca).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Export.to(directory).open()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExportFormats.named("word"))
                .hasMessageContaining("\"word\"")
                .hasMessageContaining("alpaca");
    }

    private static void write(Export export, List<? extends Example> examples) {
        try (ExportSession session = export.open()) {
            for (Example example : examples) {
                session.write(example);
            }
            session.commit();
        }
    }

    private static List<Example> read(Path file) {
        List<Example> examples = new ArrayList<>();
        try (SourceReader reader = Source.files(file).open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                assertThat(row).isInstanceOf(SourceRow.Seed.class);
                examples.add(((SourceRow.Seed) row).example());
            }
        }
        return examples;
    }

    private static List<Example> examples(long seed, int count) {
        HostileTexts texts = new HostileTexts(seed);
        List<Example> examples =
                new ArrayList<>(Stream.generate(texts::example).limit(count).toList());
        for (int i = 0; i < count; i += 10) {
            String step = texts.text();
            examples.add(Instruction.builder(texts.text())
                    .response(step + "\nlast")
                    .metadata(Map.of(
                            "completions",
                            new Json.Arr(List.of(new Json.Text(step), new Json.Text("last"))).compact(),
                            "labels",
                            "[true,true]"))
                    .build());
        }
        return examples;
    }
}
