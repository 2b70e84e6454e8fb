package io.augment.internal.chat.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.Turn;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.HostileTexts;
import io.augment.chat.PromptLibrary;
import io.augment.chat.UnreadableReplyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PromptPartsTest {
    private static final Pattern BLOCK = Pattern.compile("<<<([a-z]+-[0-9a-f]+)\n(.*?)\n\\1>>>", Pattern.DOTALL);

    @Test
    void showsEveryPartOfARecord() {
        Instruction instruction = Instruction.builder("And in winter?")
                .system("You are a gardener.")
                .history(List.of(Turn.user("When do roses bloom?"), Turn.assistant("In June.")))
                .input("Berlin")
                .build();

        String blocks = RecordBlocks.of(instruction, "They rest.", List.of()).record();

        assertThat(blocks.replaceAll("-[0-9a-f]{4}", "")).isEqualTo("""
                        <<<system
                        You are a gardener.
                        system>>>

                        <<<conversation
                        user: When do roses bloom?
                        assistant: In June.
                        conversation>>>

                        <<<instruction
                        And in winter?
                        instruction>>>

                        <<<input
                        Berlin
                        input>>>

                        <<<response
                        They rest.
                        response>>>""");
    }

    /** Reading the marks back gives exactly the texts that were put between them, whatever they hold. */
    @Test
    void noTextClosesItsMarks() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            String text = HostileTexts.any(random);
            String input = HostileTexts.any(random) + "x";
            String known = HostileTexts.any(random);
            RecordBlocks blocks =
                    RecordBlocks.of(Instruction.builder(text).input(input).build(), null, List.of(known));
            String prompt = blocks.list("known", List.of(known), "(none)") + "\n\n" + blocks.record();

            Matcher matcher = BLOCK.matcher(prompt);
            assertThat(matcher.results().map(result -> result.group(2))).containsExactly(known, text, input);
        }
    }

    @Test
    void marksAvoidATokenThatTheTextHolds() {
        String text = "Count the words.";
        for (int round = 0; round < 40; round++) {
            Matcher matcher = BLOCK.matcher(Fence.around(List.of(text)).block("seed", text));
            assertThat(matcher.matches()).isTrue();
            assertThat(matcher.group(2)).isEqualTo(text);
            text += " " + matcher.group(1).substring("seed-".length());
        }
    }

    @Test
    void theSameTextsGiveTheSameMarks() {
        assertThat(Fence.around(List.of("a", "b")).block("x", "a"))
                .isEqualTo(Fence.around(List.of("a", "b")).block("x", "a"));
    }

    @Test
    void readsExamples() throws IOException {
        InContextExamples examples = examples("""
                {"task": "Math", "instruction": "Add 2 and 3.", "expanded": ["Add 4 and 9."], "refined": "Add 2 and 3, and show it."}

                {"task": "Others", "instruction": "Say hello.", "expanded": ["Say goodbye."], "refined": "Say hello warmly."}
                """);

        assertThat(examples.pick("Math", "x", 1))
                .extracting(InContextExample::task)
                .containsExactly("Math");
        assertThat(examples.pick("Math", "x", 3))
                .extracting(InContextExample::task)
                .containsExactly("Math", "Others");
        assertThat(examples.pick("Law", "x", 3))
                .extracting(InContextExample::task)
                .containsExactly("Others");
        assertThat(examples.pick(null, "x", 3))
                .extracting(InContextExample::task)
                .containsExactly("Others");
        assertThat(examples.pick("Math", " Add 2 and 3. ", 3))
                .extracting(InContextExample::task)
                .containsExactly("Others");
        assertThat(examples.pick("Math", "x", 0)).isEmpty();
    }

    @Test
    void namesTheLineOfABadExample() {
        assertThatThrownBy(() -> examples("{\"task\": \"Math\", \"instruction\": \"Add.\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("test.jsonl:1: ");
    }

    @Test
    void shippedExamplesAreThereForBothLanguages() {
        assertThat(InContextExamples.of("zh").all()).hasSizeGreaterThan(15);
        assertThat(InContextExamples.of("en").all()).hasSizeGreaterThan(15);
        assertThat(InContextExamples.of("de").all())
                .isEqualTo(InContextExamples.of("en").all());
        assertThat(InContextExamples.of("en").pick(null, "x", 2)).isNotEmpty();
    }

    @Test
    void repairRoundSpeaksThePromptsLanguage() {
        ChatRequest chinese = PromptLibrary.standard()
                .find("respond", "zh")
                .request(Map.of("instruction", "你好"))
                .build();
        UnreadableReplyException problem = UnreadableReplyException.of("The reply holds {{no}} JSON object.");

        ChatRequest repair = RepairRound.request(chinese, ChatResponse.of("嗯"), problem);
        assertThat(repair.messages())
                .startsWith(ChatMessage.user("你好"), ChatMessage.assistant("嗯"))
                .hasSize(3);
        assertThat(repair.lastUserText())
                .contains("The reply holds {{no}} JSON object.")
                .contains("请严格按照");

        ChatRequest other = RepairRound.request(ChatRequest.of("Hi"), ChatResponse.of(" "), problem);
        assertThat(other.messages()).contains(ChatMessage.assistant("(empty)"));
        assertThat(other.lastUserText()).startsWith("That reply could not be used: The reply holds");
    }

    private static InContextExamples examples(String lines) throws IOException {
        return InContextExamples.read("test.jsonl", new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
