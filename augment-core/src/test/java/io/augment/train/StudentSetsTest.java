package io.augment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Provenance;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.export.ExportFormats;
import io.augment.export.Split;
import io.augment.generate.PairGenerator;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.format.HostileTexts;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import io.augment.student.PairCodec;
import io.augment.student.StudentProfile;
import io.augment.student.StudentTask;
import io.augment.task.TaskMix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentSetsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEACHER = "test/teacher";

    /** What breaks a prompt that is put together by hand. */
    private static final List<String> TRAPS = List.of(
            "### Instruction",
            "\n### Response\n",
            "\\### Instruction",
            "<|im_start|>",
            "<|endoftext|>",
            "{{instruction}}",
            "{{pairs}}",
            "{% for m in messages %}",
            "请翻译成英文。",
            "\ud83d\ude80\ud83c\udffd",
            "\u2028",
            "\r\n",
            "  ",
            "\"}");

    @TempDir
    private Path temp;

    private final ChatModel teacher = ChatModel.named(
            TEACHER,
            request -> ChatResponse.builder("T(" + request.lastUserText() + ")").build());

    private RunDirectory ranWithTeacher(int seeds) {
        List<Instruction> all = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            all.add(Instruction.builder("Describe number " + i)
                    .id("s" + i)
                    .task(i % 4 == 0 ? "Math" : "Writing")
                    .response("Number " + i + ".")
                    .build());
        }
        RunDirectory run = RunDirectory.at(temp.resolve("run"));
        AugmentationPipeline.builder()
                .expand((seed, context) -> List.of(
                        Instruction.of("New "
                                + context.chat(teacher, ChatRequest.of("a " + seed.text()))
                                        .text()),
                        Instruction.of("New "
                                + context.chat(teacher, ChatRequest.of("b " + seed.text()))
                                        .text())))
                .refine((instruction, context) -> instruction.withText("Better "
                        + context.chat(teacher, ChatRequest.of(instruction.text()))
                                .text()))
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(teacher, ChatRequest.of("answer " + instruction.text()))
                                .text())))
                .build()
                .run(Source.of(all), run);
        return run;
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private static String content(JsonNode row, int message) {
        return row.get("messages").get(message).get("content").asText();
    }

    @Test
    void makesTheThreeSetsOfThePaperAndTheResponses() throws Exception {
        RunDirectory run = ranWithTeacher(8);
        List<StudentSet> sets = StudentSets.from(run)
                .expansion(StudentProfile.exp())
                .refinement(StudentProfile.refine())
                .pairs(StudentProfile.responseExp())
                .responses()
                .write(temp.resolve("sets"));
        assertThat(sets).extracting(StudentSet::name).containsExactly("expansion", "refinement", "pairs", "responses");
        assertThat(sets).extracting(StudentSet::allRows).containsExactly(16L, 24L, 16L, 24L);
        List<JsonNode> expansion = rows(sets.get(0).file("openai", "train"));
        assertThat(content(expansion.get(0), 0)).isEqualTo("Describe number 0");
        assertThat(content(expansion.get(0), 1)).isEqualTo("New T(a Describe number 0)");
        assertThat(content(expansion.get(1), 1)).isEqualTo("New T(b Describe number 0)");
        List<JsonNode> refinement = rows(sets.get(1).file("openai", "train"));
        assertThat(content(refinement.get(0), 0)).isEqualTo("Describe number 0");
        assertThat(content(refinement.get(0), 1)).isEqualTo("Better T(Describe number 0)");
        assertThat(content(refinement.get(1), 0)).isEqualTo("New T(a Describe number 0)");
        assertThat(content(refinement.get(1), 1)).isEqualTo("Better T(New T(a Describe number 0))");
        List<JsonNode> pairs = rows(sets.get(2).file("openai", "train"));
        assertThat(content(pairs.get(0), 0))
                .endsWith(
                        "### Instruction\nBetter T(Describe number 0)\n### Response\nT(answer Better T(Describe number 0))");
        assertThat(content(pairs.get(0), 1))
                .startsWith("### Instruction\nBetter T(New T(a Describe number 0))\n### Response");
        assertThat(sets.get(0).madeBy()).isEqualTo(Map.of(TEACHER, 16L));
        assertThat(sets.get(0).tasks()).isEqualTo(Map.of("Math", 4L, "Writing", 12L));
        assertThat(StudentSet.read(temp.resolve("sets/pairs"))).isEqualTo(sets.get(2));
        assertThat(StudentProfile.read(temp.resolve("sets/pairs/profile.json")))
                .isEqualTo(StudentProfile.responseExp());
    }

    /** Makes records in which a teacher expanded, refined and answered texts of all kinds. */
    private RunDirectory hostileRun(long seed, Map<String, Provenance.Before[]> steps) throws IOException {
        Random random = new Random(seed);
        HostileTexts texts = new HostileTexts(seed);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int i = 0; i < 120; i++) {
            String id = "r" + i;
            Provenance.Before source = before(random, texts);
            Provenance.Before child = new Provenance.Before(text(random, texts), "");
            Provenance.Before now = new Provenance.Before(text(random, texts), "");
            steps.put(id, new Provenance.Before[] {source, child, now});
            Provenance.Step expand =
                    new Provenance.Step("expand", "e", null, null, TEACHER, "{}", null, null).withBefore(source);
            Provenance.Step more = new Provenance.Step("expand", "e", null, null, TEACHER, "{}", null, null);
            Provenance.Step refine =
                    new Provenance.Step("refine", "r", null, null, TEACHER, "{}", null, null).withBefore(child);
            Example record = InstructionPair.of(
                    Instruction.builder(now.text())
                            .id(id)
                            .task(i % 3 == 0 ? "Math" : "Law")
                            .provenance(new Provenance("seed" + i / 4, List.of(expand, more, refine)))
                            .build(),
                    text(random, texts));
            kept.write(ExampleJson.write(record));
        }
        RunDirectory run = RunDirectory.at(Files.createDirectories(temp.resolve("hostile" + seed)));
        Files.write(run.kept(), kept.toByteArray());
        return run;
    }

    private static Provenance.Before before(Random random, HostileTexts texts) {
        return new Provenance.Before(text(random, texts), random.nextBoolean() ? "" : text(random, texts));
    }

    private static String text(Random random, HostileTexts texts) {
        StringBuilder text = new StringBuilder(random.nextInt(6) == 0 ? texts.text() : texts.wellFormed());
        for (int i = random.nextInt(4); i > 0; i--) {
            text.insert(random.nextInt(2) * text.length(), TRAPS.get(random.nextInt(TRAPS.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void rowsAreByteForByteWhatTheProfilesSend(long seed) throws Exception {
        Map<String, Provenance.Before[]> steps = new HashMap<>();
        RunDirectory run = hostileRun(seed, steps);
        StudentProfile framed = StudentProfile.builder("framed-exp", StudentTask.EXPAND)
                .system("Du schreibst \"neue\" Aufgaben.\n### Instruction")
                .user("Mehr davon:\n{{instruction}}\n\nNeu:")
                .build();
        List<StudentProfile> profiles =
                List.of(StudentProfile.exp(), framed, StudentProfile.refine(), StudentProfile.refineDataJuicer());
        for (StudentProfile profile : profiles) {
            boolean expands = profile.task() == StudentTask.EXPAND;
            StudentSets sets =
                    StudentSets.from(run).format(ExportFormats.alpaca()).validation(0.2);
            StudentSet set = (expands ? sets.expansion(profile) : sets.refinement(profile))
                    .write(temp.resolve(profile.name() + seed))
                    .get(0);
            long leftOut =
                    set.leftOut().values().stream().mapToLong(Long::longValue).sum();
            assertThat(set.allRows() + leftOut).isEqualTo(120);
            assertThat(set.allRows()).isGreaterThan(20);
            assertThat(set.leftOut()).containsKey("not-teachable");
            for (String part : set.rows().keySet()) {
                List<JsonNode> sent = rows(set.file("openai", part));
                List<JsonNode> records = rows(set.file("augment", part));
                JsonNode alpaca = JSON.readTree(set.file("alpaca", part).toFile());
                assertThat(sent).hasSize(set.rows().get(part).intValue()).hasSameSizeAs(records);
                for (int i = 0; i < sent.size(); i++) {
                    String id = records.get(i).get("id").asText();
                    Provenance.Before[] step = steps.get(id.substring(0, id.indexOf('#')));
                    Provenance.Before source = step[expands ? 0 : 1];
                    Instruction asked = Instruction.builder(source.text())
                            .input(source.input())
                            .build();
                    ChatRequest request = profile.request(asked);
                    assertThat(messages(sent.get(i))).isEqualTo(request.messages());
                    String target = profile.completion(Instruction.of(step[expands ? 1 : 2].text()));
                    assertThat(content(sent.get(i), request.messages().size())).isEqualTo(target);
                    ChatMessage last = request.messages().get(request.messages().size() - 1);
                    assertThat(alpaca.get(i).get("instruction").asText()
                                    + alpaca.get(i).get("input").asText())
                            .isEqualTo(last.text());
                    assertThat(alpaca.get(i).get("system").asText())
                            .isEqualTo(profile.system() == null ? "" : profile.system());
                    assertThat(alpaca.get(i).get("output").asText()).isEqualTo(target);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void responseRowsAreByteForByteWhatTheGeneratorSends(long seed) throws Exception {
        Random random = new Random(seed);
        HostileTexts texts = new HostileTexts(seed);
        List<Instruction> asked = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            asked.add(Instruction.builder(text(random, texts))
                    .id("q" + i)
                    .input(random.nextBoolean() ? "" : text(random, texts))
                    .system(random.nextInt(3) == 0 ? List.of("", "  ", "\n").get(i % 3) : text(random, texts))
                    .history(random.nextInt(3) == 0 ? texts.history() : List.of())
                    .build());
        }
        Map<String, List<ChatMessage>> sent = new ConcurrentHashMap<>();
        ChatModel answering = ChatModel.named(TEACHER, request -> {
            String answer = "Antwort Nummer " + sent.size() + ": \ud83d\ude80 写诗 \u2028 " + request.hashCode() + ".";
            sent.put(answer, request.messages());
            return ChatResponse.builder(answer).build();
        });
        RunDirectory run = RunDirectory.at(temp.resolve("answered" + seed));
        AugmentationPipeline.builder()
                .generate(PairGenerator.responses(answering))
                .concurrency(1)
                .build()
                .run(Source.of(asked), run);
        StudentSet set = StudentSets.from(run)
                .responses()
                .write(temp.resolve("sets" + seed))
                .get(0);
        assertThat(set.allRows()
                        + set.leftOut().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .isEqualTo(sent.size());
        assertThat(set.allRows()).isGreaterThan(20);
        for (JsonNode row : rows(set.file("openai", "train"))) {
            List<ChatMessage> prompt = messages(row);
            assertThat(prompt).isEqualTo(sent.get(content(row, prompt.size())));
        }
    }

    private static List<ChatMessage> messages(JsonNode row) {
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode message : row.get("messages")) {
            messages.add(new ChatMessage(
                    message.get("role").asText(), message.get("content").asText()));
        }
        messages.remove(messages.size() - 1);
        return messages;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pairRowsReadBackAsThePairsThatWereShownAndNoPartShowsAnothersPairs(long seed) throws Exception {
        Map<String, Provenance.Before[]> steps = new HashMap<>();
        RunDirectory run = hostileRun(seed, steps);
        Map<String, String> seedOf = new HashMap<>();
        for (JsonNode record : rows(run.kept())) {
            seedOf.put(
                    record.get("instruction").asText().strip(),
                    record.get("provenance").get("seedId").asText());
        }
        StudentProfile profile = StudentProfile.responseExp();
        StudentSet set = StudentSets.from(run)
                .pairs(profile)
                .validation(0.3)
                .write(temp.resolve("pairs"))
                .get(0);
        assertThat(set.rows().get("train")).isGreaterThan(10);
        assertThat(set.rows().get("validation")).isPositive();
        Map<String, Set<String>> seeds = new HashMap<>();
        for (String part : set.rows().keySet()) {
            Set<String> ofPart = seeds.computeIfAbsent(part, any -> new HashSet<>());
            for (JsonNode row : rows(set.file("openai", part))) {
                List<InstructionPair> shown = PairCodec.read(content(row, 0), false);
                List<InstructionPair> made = PairCodec.read(content(row, 1), false);
                assertThat(shown).hasSizeBetween(1, profile.pairs());
                assertThat(made).hasSize(1);
                assertThat(profile.request(shown).messages()).isEqualTo(messages(row));
                assertThat(profile.completion(made)).isEqualTo(content(row, 1));
                shown.forEach(pair -> ofPart.add(seedOf.get(pair.instruction().text())));
                made.forEach(pair -> ofPart.add(seedOf.get(pair.instruction().text())));
            }
        }
        assertThat(seeds.get("train")).doesNotContainNull().doesNotContainAnyElementsOf(seeds.get("validation"));
    }

    @Test
    void aSeedIsInTheSamePartOfEverySet() throws Exception {
        RunDirectory run = ranWithTeacher(40);
        List<StudentSet> sets = StudentSets.from(run)
                .expansion(StudentProfile.exp())
                .refinement(StudentProfile.refine())
                .pairs(StudentProfile.responseExp())
                .responses()
                .validation(0.3)
                .write(temp.resolve("sets"));
        Map<String, Set<String>> parts = new HashMap<>();
        for (StudentSet set : sets) {
            for (String part : set.rows().keySet()) {
                for (JsonNode row : rows(set.file("augment", part))) {
                    String seed = row.get("provenance").get("seedId").asText(null);
                    parts.computeIfAbsent(part, any -> new HashSet<>())
                            .add(seed == null ? row.get("id").asText() : seed);
                }
            }
        }
        assertThat(parts.get("train")).doesNotContainAnyElementsOf(parts.get("validation"));
        assertThat(parts.get("train").size() + parts.get("validation").size()).isEqualTo(40);
        assertThatThrownBy(() -> StudentSets.from(run).split(Split.of("train=*, validation=20")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shares");
    }

    @Test
    void balancesWithoutCopies() throws Exception {
        RunDirectory run = ranWithTeacher(40);
        StudentSet set = StudentSets.from(run)
                .expansion(StudentProfile.exp())
                .balance(TaskMix.uniform(), 60)
                .write(temp.resolve("sets"))
                .get(0);
        assertThat(set.tasks()).isEqualTo(Map.of("Math", 20L, "Writing", 30L));
        assertThat(set.leftOut()).isEqualTo(Map.of("not-sampled", 30L));
        assertThat(new HashSet<>(Files.readAllLines(set.file("openai", "train"))))
                .hasSize(50);
        assertThat(rows(temp.resolve("sets/expansion/left-out.jsonl"))).hasSize(30);
    }

    @Test
    void learnsFromModelsUnlessToldOtherwise() throws Exception {
        RunDirectory run = RunDirectory.at(temp.resolve("run"));
        AugmentationPipeline.builder()
                .expand((seed, context) -> List.of(Instruction.of("Rule " + seed.text())))
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(teacher, ChatRequest.of(instruction.text()))
                                .text())))
                .build()
                .run(Source.of(List.of(Instruction.of("One"), Instruction.of("Two"))), run);
        StudentSets sets = StudentSets.from(run).expansion(StudentProfile.exp()).responses();
        List<StudentSet> byModels = sets.write(temp.resolve("models"));
        assertThat(byModels.get(0).rows()).isEqualTo(Map.of("train", 0L));
        assertThat(byModels.get(0).leftOut()).isEqualTo(Map.of("made-by-rule", 2L));
        assertThat(byModels.get(1).allRows()).isEqualTo(4);
        assertThat(sets.madeByAnyone().write(temp.resolve("anyone")).get(0).allRows())
                .isEqualTo(2);
        StudentSet others =
                sets.madeBy(Set.of("test/other")).write(temp.resolve("other")).get(1);
        assertThat(others.leftOut()).isEqualTo(Map.of("made-by-another-model", 4L));
    }

    @Test
    void takesThePreferencesAndTheDifficultOnes() throws Exception {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int i = 0; i < 4; i++) {
            Instruction.Builder record = Instruction.builder("Question " + i)
                    .id("q" + i)
                    .system("Be brief.")
                    .response("good")
                    .rejectedResponses(i == 3 ? List.of() : List.of("bad " + i));
            if (i > 0) {
                record.metadata(Map.of("difficulty", "0." + i));
            }
            kept.write(ExampleJson.write(InstructionPair.of(record.build(), "good")));
        }
        RunDirectory run = RunDirectory.at(temp);
        Files.write(run.kept(), kept.toByteArray());
        StudentSets sets = StudentSets.from(run).preferences().madeByAnyone();
        StudentSet all = sets.write(temp.resolve("all")).get(0);
        assertThat(all.allRows()).isEqualTo(3);
        assertThat(all.isPreferences()).isTrue();
        JsonNode row = rows(all.file("openai-preference", "train")).get(0);
        assertThat(row.get("preferred_output").get(0).get("content").asText()).isEqualTo("good");
        assertThat(row.get("non_preferred_output").get(0).get("content").asText())
                .isEqualTo("bad 0");
        StudentSet hard =
                sets.atLeastDifficulty(0.15).write(temp.resolve("hard")).get(0);
        assertThat(hard.allRows()).isEqualTo(1);
        assertThat(hard.leftOut()).isEqualTo(Map.of("difficulty-unknown", 1L, "too-easy", 1L));
    }

    @Test
    void leavesOutHalfCharactersAndRowsThatAreThereAlready() throws Exception {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (String text : List.of("Half \ud83d", "Whole", "Whole")) {
            Instruction record =
                    Instruction.builder(text).id(text + kept.size()).build();
            kept.write(ExampleJson.write(InstructionPair.of(record, "An answer")));
        }
        RunDirectory run = RunDirectory.at(temp);
        Files.write(run.kept(), kept.toByteArray());
        StudentSet set = StudentSets.from(run)
                .responses()
                .madeByAnyone()
                .write(temp.resolve("sets"))
                .get(0);
        assertThat(set.allRows()).isEqualTo(1);
        assertThat(set.leftOut()).isEqualTo(Map.of("duplicate", 1L, "lone-surrogate", 1L));
    }

    @Test
    void saysWhatIsWrong() {
        StudentSets none = StudentSets.from(RunDirectory.at(temp.resolve("nothing")));
        assertThatThrownBy(() -> none.write(temp)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> none.responses().write(temp))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("a run that has ended");
        assertThatThrownBy(() -> none.expansion(StudentProfile.refine()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pai-refine");
        assertThatThrownBy(() -> none.responses().responses()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StudentSet.read(temp))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("student-sets");
    }
}
