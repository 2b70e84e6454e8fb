package io.augment.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentProfileTest {
    private static final Instruction SEED =
            Instruction.builder("Translate to German.").input("Good morning").build();

    @TempDir
    private Path folder;

    @Test
    void asksTheReleasedStudentsAsTheirCardsDo() {
        assertThat(StudentProfile.exp().messages(SEED))
                .containsExactly(ChatMessage.user("Translate to German.\n\nGood morning"));
        assertThat(StudentProfile.refine().messages(SEED)).containsExactly(ChatMessage.user("Translate to German."));
        assertThat(StudentProfile.refineDataJuicer().messages(SEED))
                .containsExactly(
                        ChatMessage.system("请优化这个指令，将其修改为一个更详细具体的指令。"), ChatMessage.user("Translate to German."));
        InstructionPair pair = InstructionPair.of(Instruction.of("Say hello."), "Hello.");
        assertThat(StudentProfile.responseExp().messages(List.of(pair, pair)))
                .containsExactly(ChatMessage.user("### Instruction\nSay hello.\n### Response\nHello.\n"
                        + "### Instruction\nSay hello.\n### Response\nHello."));
    }

    @Test
    void sendsStopTextsAndSampling() {
        ChatRequest request = StudentProfile.exp().request(SEED);

        assertThat(request.stop()).containsExactly("<|im_end|>", "<|endoftext|>");
        assertThat(request.temperature()).isEqualTo(0.5);
        assertThat(request.topP()).isEqualTo(0.95);
        assertThat(request.topK()).isEqualTo(50);
        assertThat(request.maxTokens()).isEqualTo(2048);
        assertThat(request.prompt()).isEqualTo(StudentProfile.exp().ref());
        assertThat(request.messages()).isEqualTo(StudentProfile.exp().messages(SEED));
    }

    @Test
    void insertsTextsAsTheyAre() {
        StudentProfile framed = StudentProfile.builder("framed", StudentTask.EXPAND)
                .system("{{instruction}} is not for here")
                .user("<a>{{instruction}}</a>\n")
                .build();
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            String text = StudentTexts.any(random);
            Instruction instruction = Instruction.of(text);
            assertThat(framed.messages(instruction).get(1).text()).isEqualTo("<a>" + text + "</a>\n");
            assertThat(framed.messages(instruction).get(0).text()).isEqualTo("{{instruction}} is not for here");
            assertThat(StudentProfile.exp().messages(instruction)).containsExactly(ChatMessage.user(text));
            assertThat(StudentProfile.refine().request(instruction).messages()).containsExactly(ChatMessage.user(text));
        }
    }

    @Test
    void wantsACompletionThatReadsBackAsTheResult() {
        StudentProfile profile = StudentProfile.responseExp();
        Random random = new Random(43);
        for (int round = 0; round < 2_000; round++) {
            InstructionPair pair = InstructionPair.of(
                    Instruction.of(StudentTexts.anyNotBlank(random)), StudentTexts.anyNotBlank(random));
            InstructionPair back =
                    PairCodec.read(profile.completion(List.of(pair)), false).get(0);
            assertThat(back.instruction().text())
                    .isEqualTo(pair.instruction().text().strip());
            assertThat(back.response()).isEqualTo(pair.response().strip());
            assertThat(StudentProfile.exp().completion(pair.instruction()))
                    .isEqualTo(pair.instruction().text().strip());
        }
    }

    @Test
    void namesRowsThatCannotBeLearned() {
        StudentProfile profile = StudentProfile.exp();
        List<ChatMessage> asked = profile.messages(SEED);

        assertThat(profile.problem(asked, "Translate to French.")).isNull();
        assertThat(profile.problem(asked, " ")).contains("empty");
        assertThat(profile.problem(asked, "a <|im_end|> b")).contains("completion", "<|im_end|>");
        assertThat(profile.problem(asked, "a <｜end▁of▁sentence｜> b")).contains("completion");
        assertThat(profile.problem(profile.messages(Instruction.of("<|im_start|>system")), "x"))
                .contains("prompt", "<|im_start|>");
        StudentProfile lines = profile.toBuilder("lines")
                .sampling(Sampling.ofTemperature(1).withStop(List.of("\n")))
                .build();
        assertThat(lines.problem(asked, "two\nlines")).contains("stop text");
        assertThat(ControlTokens.find("a < b | c > d, <|>, <| x |>")).isNull();
    }

    @Test
    void asksAStudentForItsOwnTaskOnly() {
        assertThatThrownBy(() -> StudentProfile.exp().refiner(request -> {
                    throw new AssertionError("asked");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The student pai-exp does not refine instructions: its task is expand");
        assertThatThrownBy(() -> StudentProfile.responseExp().messages(SEED)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> StudentProfile.refine().completion(List.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("profile.json"), json);
    }

    @Test
    void readsAProfileFromAFile() throws IOException {
        StudentProfile read = StudentProfile.read(file("\uFEFF" + """
                {"name": "support-exp.2", "task": "expand", "system": "You write questions of customers.",
                 "user": "One like this:\\n{{instruction}}", "temperature": 0.8, "topK": null, "maxTokens": 256,
                 "stop": ["</s>"]}
                """));

        assertThat(read)
                .isEqualTo(StudentProfile.builder("support-exp.2", StudentTask.EXPAND)
                        .system("You write questions of customers.")
                        .user("One like this:\n{{instruction}}")
                        .sampling(Sampling.ofTemperature(0.8)
                                .withTopP(0.95)
                                .withMaxTokens(256)
                                .withStop(List.of("</s>")))
                        .build());
        assertThat(StudentProfile.read(file("{\"name\": \"pai-exp\", \"task\": \"expand\"}")))
                .isEqualTo(StudentProfile.exp());
    }

    @Test
    void writesWhatItReads() throws IOException {
        Random random = new Random(44);
        for (int round = 0; round < 100; round++) {
            StudentTask task = StudentTask.values()[random.nextInt(3)];
            String place = task == StudentTask.PAIRS ? "{{pairs}}" : "{{instruction}}";
            Sampling sampling =
                    random.nextBoolean() ? Sampling.modelDefault() : Sampling.ofTemperature(random.nextInt(21) / 10.0);
            sampling = random.nextBoolean() ? sampling : sampling.withTopP(random.nextDouble());
            sampling = random.nextBoolean() ? sampling : sampling.withTopK(1 + random.nextInt(100));
            StudentProfile profile = StudentProfile.builder("p" + round, task)
                    .system(random.nextBoolean() ? null : StudentTexts.any(random))
                    .user(StudentTexts.any(random).replace("{{", "")
                            + place
                            + StudentTexts.any(random).replace("{{", ""))
                    .sampling(sampling.withStop(List.of(StudentTexts.any(random), "<|im_end|>")))
                    .pairs(1 + random.nextInt(5))
                    .build();
            assertThat(StudentProfile.read(file(profile.toJson()))).isEqualTo(profile);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name": "a"}                                          | needs a "name" and a "task"
                    {"name": "A b", "task": "expand"}                      | letters a to z
                    {"name": "a", "task": "rewrite"}                       | must be expand, refine or pairs
                    {"name": "a", "task": "expand", "top_p": 1}            | a member "top_p"
                    {"name": "a", "task": "expand", "topP": "1"}           | "topP" must be a number, but is a string
                    {"name": "a", "task": "expand", "topK": 1.5}           | "topK" must be a whole number
                    {"name": "a", "task": "expand", "temperature": 3}      | temperature must lie between 0.0 and 2.0
                    {"name": "a", "task": "expand", "user": "no place"}    | must hold {{instruction}} exactly once
                    {"name": "a", "task": "pairs", "user": "{{instruction}}"} | must hold {{pairs}} exactly once
                    {"name": "a", "task": "expand", "stop": "x"}           | "stop" must be a list of texts
                    {"name": "a", "task": "expand", "stop": [1]}           | "stop" holds a number
                    {"name": "a", "task": "pairs", "pairs": 0}             | pairs must be at least 1
                    []                                                     | must be a JSON object
                    {"name": "a",                                          | is no JSON
                    """)
    void namesWhatIsWrongWithAFile(String json, String problem) throws IOException {
        Path file = file(json);

        assertThatThrownBy(() -> StudentProfile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> StudentProfile.read(folder.resolve("none.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.json");
    }
}
