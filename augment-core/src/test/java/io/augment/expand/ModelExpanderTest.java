package io.augment.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelExpanderTest {
    private static final Instruction SEED = Instruction.builder(
                    "Name three rivers of France and say where each one ends.")
            .task("Common-Sense")
            .response("Seine, Loire, Rhône")
            .metadata(Map.of("tenant", "a"))
            .build();

    static String reply(String... instructions) {
        try {
            return new ObjectMapper().writeValueAsString(Map.of("instructions", instructions));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Instruction> expand(Instruction seed, ScriptedContext context) {
        return InstructionExpander.using(context.model()).expand(seed, context);
    }

    @Test
    void makesChildrenWithoutResponseUnderTheSeedsSystemPrompt() {
        Instruction seed = SEED.toBuilder()
                .system("You are a geographer.")
                .history(List.of(Turn.user("Hi"), Turn.assistant("Hello")))
                .build();
        ScriptedContext context = ScriptedContext.replying(
                        reply("List four lakes of Canada with their depth.", "Which mountains border Nepal?"))
                .wanted(2);

        List<Instruction> children = expand(seed, context);

        assertThat(children)
                .extracting(Instruction::text)
                .containsExactly("List four lakes of Canada with their depth.", "Which mountains border Nepal?");
        assertThat(children).allSatisfy(child -> {
            assertThat(child.system()).isEqualTo("You are a geographer.");
            assertThat(child.response()).isNull();
            assertThat(child.history()).isEmpty();
            assertThat(child.input()).isEmpty();
        });
        assertThat(context.rejections()).isEmpty();
    }

    @Test
    void asksInOneRequestThatShowsExamplesAndTheSeed() {
        ScriptedContext context = ScriptedContext.replying(reply("List the five largest lakes of Canada."))
                .wanted(4)
                .exemplar(Instruction.of("Explain how tides work."));
        expand(SEED, context);

        assertThat(context.prompt())
                .contains("Write 4 new instructions")
                .contains("Task type of the seed: Common-Sense")
                .contains("\n" + SEED.text() + "\n")
                .contains("\nExplain how tides work.\n")
                .contains("{\"instructions\": [\"");
        assertThat(context.requests().get(0).replySchema())
                .isNotNull()
                .satisfies(schema -> assertThat(schema.propertyNames()).containsExactly("instructions"));
        assertThat(context.requests().get(0).prompt())
                .isEqualTo(PromptLibrary.standard().find("expand", "en").ref());
        assertThat(context.requests().get(0).temperature()).isEqualTo(0.9);
    }

    @Test
    void splitsALargeNumberAndShowsWhatIsThereAlready() {
        String[] texts = new String[20];
        Arrays.setAll(texts, i -> "Describe the town number " + (i + 100) + " of the region in a few sentences.");
        ScriptedContext context = ScriptedContext.replying(
                        reply(Arrays.copyOfRange(texts, 0, 7)),
                        reply(Arrays.copyOfRange(texts, 7, 14)),
                        reply(Arrays.copyOfRange(texts, 14, 20)))
                .wanted(20);

        assertThat(expand(SEED, context)).extracting(Instruction::text).containsExactly(texts);
        assertThat(context.requests().get(2).lastUserText())
                .contains("Write 6 new")
                .contains(texts[13]);
    }

    @Test
    void takesNoMoreThanItAskedFor() {
        ScriptedContext context = ScriptedContext.replying(
                reply("List the lakes of Canada.", "List the deserts of Africa.", "List the seas of Asia."));

        assertThat(expand(SEED, context)).hasSize(1);
        assertThat(context.rejections()).isEmpty();
    }

    @Test
    void stripsNumbersThatCountTheList() {
        ScriptedContext context = ScriptedContext.replying(
                        reply("1. List the lakes of Canada.", "2. List the deserts of Africa."))
                .wanted(2);
        assertThat(expand(SEED, context))
                .extracting(Instruction::text)
                .containsExactly("List the lakes of Canada.", "List the deserts of Africa.");

        ScriptedContext own = ScriptedContext.replying(reply("3.5 is what part of 7?", "2. Add it to 9 and explain."))
                .wanted(2);
        assertThat(expand(Instruction.of("What is 3 plus 4?"), own))
                .extracting(Instruction::text)
                .containsExactly("3.5 is what part of 7?", "2. Add it to 9 and explain.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty | ' '",
                "refusal | I'm sorry, but I cannot help with that request.",
                "meta-text | Here is a new instruction: List the lakes of Canada.",
                "echo | name three rivers of france, and say where each one ends",
                "echo | Explain how tides work!",
                "language-drift | Nenne drei Flüsse in Deutschland und sage, wo jeder von ihnen mündet.",
                "language-drift | 请列出加拿大的五个最大的湖泊，并说明它们各自的深度。",
                "answer-instead-of-instruction | The Seine is 777 km long and it was used for trade; the Loire is longer.",
                "incomplete | Summarize the following text:",
                "incomplete | Describe the towns on the banks of the",
                "placeholder | Write a letter to [insert name here] about rivers.",
                "loop | List rivers. List rivers. List rivers. List rivers. List rivers. List rivers. List rivers.",
            })
    void turnsDownWhatIsNoInstruction(String reason, String text) {
        ScriptedContext context = ScriptedContext.replying(
                        reply(text, "List the five largest lakes of Canada by their depth."))
                .wanted(2)
                .exemplar(Instruction.of("Explain how tides work."));

        assertThat(expand(SEED, context))
                .extracting(Instruction::text)
                .containsExactly("List the five largest lakes of Canada by their depth.");
        assertThat(context.reasons()).containsExactly(reason);
    }

    @Test
    void turnsDownDuplicatesCopiesOfExamplesAndRunaways() {
        ScriptedContext first =
                ScriptedContext.replying(reply("List the lakes of Canada.")).wanted(1);
        expand(Instruction.of("Write something."), first);
        String example = first.prompt().split("\"instructions\": \\[\"", 2)[1].split("\"", 2)[0];

        ScriptedContext context = ScriptedContext.replying(reply(
                        "Write a poem about the sea.",
                        "write a poem about the sea",
                        example,
                        "Write about all of " + runaway()))
                .wanted(4);
        assertThat(expand(Instruction.of("Write something."), context)).hasSize(1);
        assertThat(context.reasons()).containsExactly("duplicate", "echo", "too-long");
    }

    private static String runaway() {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder();
        while (text.length() < 8_000) {
            text.append(Integer.toString(random.nextInt(1_000_000), 36)).append(" and ");
        }
        return text + "so on.";
    }

    @Test
    void keepsTheSeedsLanguageWhicheverItIs() {
        Instruction german = Instruction.of("Nenne drei Flüsse in Frankreich und sage, wo jeder von ihnen mündet.");
        ScriptedContext context = ScriptedContext.replying(reply(
                        "Beschreibe die wichtigsten Seen in Kanada und erkläre, wie sie entstanden sind.",
                        "Describe the most important lakes of Canada and how they came into being."))
                .wanted(2);
        assertThat(expand(german, context)).hasSize(1);
        assertThat(context.reasons()).containsExactly("language-drift");
        assertThat(context.rejections().get(0).detail()).isEqualTo("from de to en");

        Instruction japanese = Instruction.of("フランスの川を三つ挙げて、それぞれの特徴を説明してください。");
        ScriptedContext other = ScriptedContext.replying(
                        reply("カナダの大きな湖を五つ挙げて、それぞれの深さを教えてください。", "请列出加拿大的五个大湖，并说明它们各自的深度。"))
                .wanted(2);
        assertThat(expand(japanese, other)).hasSize(1);
        assertThat(other.reasons()).containsExactly("language-drift");
    }

    @Test
    void asksInChineseForChineseSeeds() {
        ScriptedContext context = ScriptedContext.replying(reply("请介绍加拿大最大的五个湖泊，并比较它们的面积。"));
        List<Instruction> children = expand(Instruction.of("请列举法国的三条河流，并说明它们的流向。"), context);

        assertThat(children).hasSize(1);
        assertThat(context.requests().get(0).prompt())
                .isEqualTo(PromptLibrary.standard().find("expand", "zh").ref());
        assertThat(context.prompt()).contains("请编写 1 条新指令").contains("（未分类，以种子为准）");
    }

    @Test
    void materialInAnotherLanguageIsNoDrift() {
        Instruction seed = Instruction.builder("Translate the sentence to English.")
                .input("今天天气很好，我们去公园散步吧。")
                .build();
        ScriptedContext context =
                ScriptedContext.replying(reply("Translate this sentence to English.\n昨天我在图书馆读了一本关于海洋动物的书，非常有意思。"));

        assertThat(expand(seed, context)).hasSize(1);
        assertThat(context.rejections()).isEmpty();
    }

    @Test
    void repairsAnUnreadableReplyOnce() {
        ScriptedContext context =
                ScriptedContext.replying("1. List the lakes of Canada.", reply("List the lakes of Canada."));
        assertThat(expand(SEED, context)).hasSize(1);
        assertThat(context.requests()).hasSize(2);
        assertThat(context.requests().get(1).messages()).hasSize(4);

        ScriptedContext hopeless = ScriptedContext.replying("Lakes!", "{\"instructions\": []}");
        assertThatThrownBy(() -> expand(SEED, hopeless))
                .isInstanceOf(UnreadableReplyException.class)
                .hasMessage("The property \"instructions\" is an empty list.");
        assertThat(hopeless.requests()).hasSize(2);
    }

    @Test
    void aTruncatedReplyFailsWithoutRepair() {
        ScriptedContext context =
                ScriptedContext.replying(ChatResponse.builder("{\"instructions\": [\"List the lakes.\"]}")
                        .finishReason(FinishReason.LENGTH)
                        .build());

        assertThatThrownBy(() -> expand(SEED, context)).isInstanceOf(UnreadableReplyException.class);
        assertThat(context.requests()).hasSize(1);
    }

    @Test
    void aRefusalOfTheWholeCallIsOneRejection() {
        ScriptedContext spoken = ScriptedContext.replying("I'm sorry, but I cannot assist with that.");
        assertThat(expand(SEED, spoken)).isEmpty();
        assertThat(spoken.reasons()).containsExactly("refusal");

        ScriptedContext field = ScriptedContext.replying(
                ChatResponse.builder("").refusal("I can't do that.").build());
        assertThat(expand(SEED, field)).isEmpty();
        assertThat(field.reasons()).containsExactly("refusal");
        assertThat(field.requests()).hasSize(1);
    }

    @Test
    void longSeedsGetFewerChildrenInACall() {
        Instruction seed = Instruction.builder("Summarize the text.")
                .input("A sentence about rivers. ".repeat(160))
                .build();
        ScriptedContext context = ScriptedContext.replying(
                        reply("Summarize: Lakes are deep."), reply("Summarize: Seas are wide."))
                .wanted(3);
        expand(seed, context);

        assertThat(context.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.maxTokens()).isBetween(4_000, 8_192));
    }

    @Test
    void optionsReachTheRequest() {
        ScriptedContext context = ScriptedContext.replying(reply("List the lakes of Canada."));
        PromptTemplate mine = PromptTemplate.parse(
                "expand.mine.en", "## user\n{{count}} {{task}} [{{examples}}] [{{known}}] {{seed}}");
        InstructionExpander expander = InstructionExpander.builder(context.model())
                .prompts(PromptLibrary.standard().with(mine))
                .sampling(Sampling.ofTemperature(1.0).withTopP(0.95).withMaxTokens(77))
                .examples(0)
                .exemplars(0)
                .build();
        expander.expand(SEED, context.exemplar(Instruction.of("Explain how tides work.")));

        assertThat(context.prompt()).startsWith("1 Common-Sense [(none)] [(none)] <<<instruction-");
        assertThat(context.requests().get(0).topP()).isEqualTo(0.95);
        assertThat(context.requests().get(0).maxTokens()).isEqualTo(77);
        assertThat(context.requests().get(0).prompt()).isEqualTo(mine.ref());
        assertThat(expander.name()).isEqualTo("model-expander");
    }

    /** Whatever a seed holds, it stands in the prompt once and as it is, and the reply is read as the reply. */
    @Test
    void hostileSeedsAreData() {
        Random random = new Random(5);
        for (int round = 0; round < 150; round++) {
            String text = "Tell me more about this: " + HostileTexts.any(random);
            Instruction seed = Instruction.builder(text)
                    .input(HostileTexts.any(random))
                    .language("en")
                    .build();
            ScriptedContext context = ScriptedContext.replying(reply("List the five largest lakes of Canada."));

            assertThat(expand(seed, context))
                    .extracting(Instruction::text)
                    .containsExactly("List the five largest lakes of Canada.");
            assertThat(context.prompt()).contains("\n" + text + "\n");
        }
    }
}
