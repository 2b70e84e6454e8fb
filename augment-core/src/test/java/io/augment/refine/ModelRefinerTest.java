package io.augment.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Instruction;
import io.augment.ScriptedContext;
import io.augment.Turn;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.HostileTexts;
import io.augment.chat.PromptLibrary;
import io.augment.chat.PromptTemplate;
import io.augment.chat.Sampling;
import io.augment.chat.UnreadableReplyException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRefinerTest {
    private static final Instruction TRAIN = Instruction.builder(
                    "A train travels 180 km in 2.5 hours. What is its average speed?")
            .task("Math")
            .response("72 km/h")
            .build();

    private static final String BETTER =
            "A train travels 180 km in 2.5 hours. Calculate its average speed in kilometers per"
                    + " hour, show each step, and state the result with its unit.";

    private static String reply(String instruction) {
        try {
            return new ObjectMapper().writeValueAsString(Map.of("instruction", instruction));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instruction refine(Instruction instruction, ScriptedContext context) {
        return InstructionRefiner.using(context.model()).refine(instruction, context);
    }

    @Test
    void replacesTheTextAndDropsTheResponse() {
        ScriptedContext context = ScriptedContext.replying(reply(BETTER));
        Instruction rich = TRAIN.toBuilder()
                .input("Use metric units.")
                .system("You teach physics.")
                .history(List.of(Turn.user("Hi"), Turn.assistant("Hello")))
                .build();

        Instruction refined = refine(rich, context);

        assertThat(refined).isEqualTo(rich.withText(BETTER));
        assertThat(refined.response()).isNull();
        assertThat(context.rejections()).isEmpty();
        assertThat(context.prompt())
                .contains(TRAIN.text(), "Use metric units.", "You teach physics.", "assistant: Hello")
                .contains("{\"instruction\": \"");
        assertThat(context.requests().get(0).replySchema())
                .isNotNull()
                .satisfies(schema -> assertThat(schema.propertyNames()).containsExactly("instruction"));
        assertThat(context.requests().get(0).temperature()).isEqualTo(0.5);
    }

    @Test
    void refinesChineseInChinese() {
        ScriptedContext context =
                ScriptedContext.replying(reply("一桶油重5千克，用去了它的2/5。请先说明以哪个量为整体，再列式计算，并用带单位的完整句子写出还剩多少千克。"));
        Instruction refined = refine(Instruction.of("一桶油重5千克，用去它的2/5，还剩多少千克？"), context);

        assertThat(refined.text()).startsWith("一桶油重5千克，用去了它的2/5。请先");
        assertThat(context.requests().get(0).prompt())
                .isEqualTo(PromptLibrary.standard().find("refine", "zh").ref());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refusal | I'm sorry, but I can't help with that.",
                "echo | A train travels 180 km in 2.5 hours: what is its average speed?",
                "meta-text | Here is the rewritten instruction: A train travels 180 km in 2.5 hours. Find its average speed in km/h.",
                "literal-lost | A train travels 180 km in 3 hours. Calculate its average speed step by step, with the unit.",
                "answer-instead-of-instruction | The average speed is 72 km/h because 180 km was covered in 2.5 hours.",
                "language-drift | Ein Zug fährt 180 km in 2.5 Stunden. Berechne die mittlere Geschwindigkeit und zeige jeden Schritt.",
                "shortened | Divide 180 by 2.5.",
                "incomplete | A train travels 180 km in 2.5 hours. Calculate its average speed with all the steps and the",
            })
    void keepsTheOriginalWithItsResponse(String reason, String text) {
        ScriptedContext context = ScriptedContext.replying(reply(text));

        assertThat(refine(TRAIN, context)).isSameAs(TRAIN);
        assertThat(context.reasons()).containsExactly(reason);
        assertThat(context.rejections().get(0).text()).isEqualTo(text);
    }

    @Test
    void namesTheLostLiterals() {
        Instruction instruction = Instruction.of(
                "Fix `total()` in {file} as https://example.org/bug says: \"rate must not be 0\", max 15 lines.");
        ScriptedContext context = ScriptedContext.replying(
                reply(
                        "Fix the function in {file} as the ticket says: \"rate must not be 0\". Write at most 15 lines of code."));

        assertThat(refine(instruction, context)).isSameAs(instruction);
        assertThat(context.rejections().get(0).detail()).contains("total()").contains("https://example.org/bug");
    }

    @Test
    void turnsDownATextThatRepeatsTheInput() {
        Instruction instruction = Instruction.builder("Summarize the text.")
                .input("Rivers carry water from the mountains to the sea, and fertile soil with it.")
                .build();
        ScriptedContext context =
                ScriptedContext.replying(reply("Summarize in one sentence, for children: " + instruction.input()));

        assertThat(refine(instruction, context)).isSameAs(instruction);
        assertThat(context.reasons()).containsExactly("repeats-input");
    }

    @Test
    void truncatedAndDeclinedRepliesLeaveTheOriginal() {
        ScriptedContext cut = ScriptedContext.replying(ChatResponse.builder("{\"instruction\": \"A train")
                .finishReason(FinishReason.LENGTH)
                .build());
        assertThat(refine(TRAIN, cut)).isSameAs(TRAIN);
        assertThat(cut.reasons()).containsExactly("truncated");
        assertThat(cut.requests()).hasSize(1);

        ScriptedContext declined = ScriptedContext.replying("很抱歉，我无法帮助您完成这个请求。");
        assertThat(refine(TRAIN, declined)).isSameAs(TRAIN);
        assertThat(declined.reasons()).containsExactly("refusal");
    }

    @Test
    void repairsOnceAndThenFails() {
        ScriptedContext repaired =
                ScriptedContext.replying("{'instruction': 'x'}", "```json\n" + reply(BETTER) + "\n```");
        assertThat(refine(TRAIN, repaired).text()).isEqualTo(BETTER);
        assertThat(repaired.requests()).hasSize(2);
        assertThat(repaired.requests().get(1).lastUserText()).contains("The reply cannot be read");

        ScriptedContext hopeless = ScriptedContext.replying("Speed it up.", "Speed it up!");
        assertThatThrownBy(() -> refine(TRAIN, hopeless)).isInstanceOf(UnreadableReplyException.class);
        assertThat(hopeless.rejections()).isEmpty();
    }

    @Test
    void hostileInstructionsAreData() {
        for (String piece : HostileTexts.pieces()) {
            if (piece.equals("\u0000")) {
                continue; // A reply with a control character is unreadable.
            }
            Instruction instruction = Instruction.builder("Explain what this means: " + piece + " (in one line)")
                    .language("en")
                    .build();
            ScriptedContext context = ScriptedContext.replying(
                    reply("Explain step by step what this means, for a beginner: " + piece + " (in one line)"));
            Instruction refined = refine(instruction, context);

            assertThat(context.prompt()).contains("\n" + instruction.text() + "\n");
            assertThat(refined.text()).startsWith("Explain ").contains(piece.strip());
        }
    }

    @Test
    void optionsReachTheRequest() {
        ScriptedContext context = ScriptedContext.replying(reply(BETTER));
        PromptTemplate mine = PromptTemplate.parse("refine.mine.en", "## user\n[{{examples}}] {{instruction}}");
        InstructionRefiner refiner = InstructionRefiner.builder(context.model())
                .prompts(PromptLibrary.standard().with(mine))
                .sampling(Sampling.ofTemperature(0.1))
                .examples(0)
                .build();
        refiner.refine(TRAIN, context);

        assertThat(context.prompt()).startsWith("[(none)] <<<instruction-");
        assertThat(context.requests().get(0).temperature()).isEqualTo(0.1);
        assertThat(refiner.name()).isEqualTo("model-refiner");
    }
}
