package io.augment.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.RejectedException;
import io.augment.Role;
import io.augment.ScriptedContext;
import io.augment.Turn;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.HostileTexts;
import io.augment.chat.PromptLibrary;
import io.augment.chat.PromptTemplate;
import io.augment.chat.Sampling;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelResponsesTest {
    private static final Instruction RIVERS = Instruction.of("Name three rivers of France.");

    private static List<InstructionPair> generate(Instruction instruction, ScriptedContext context) {
        return PairGenerator.responses(context.model()).generate(instruction, context);
    }

    @Test
    void asksAsTheStudentWillBeAsked() {
        Instruction instruction = Instruction.builder("And in winter?")
                .system("You are a gardener.")
                .history(List.of(Turn.user("When do roses bloom?"), Turn.assistant("In June.")))
                .input("Berlin")
                .build();
        ScriptedContext context = ScriptedContext.replying("They rest until March.");

        assertThat(generate(instruction, context))
                .containsExactly(InstructionPair.of(instruction, "They rest until March."));
        assertThat(context.requests().get(0).messages())
                .containsExactly(
                        ChatMessage.system("You are a gardener."),
                        ChatMessage.user("When do roses bloom?"),
                        ChatMessage.assistant("In June."),
                        ChatMessage.user("And in winter?\n\nBerlin"));
        assertThat(context.requests().get(0).replySchema()).isNull();
        assertThat(context.requests().get(0).temperature()).isEqualTo(0.7);
        assertThat(context.requests().get(0).prompt())
                .isEqualTo(PromptLibrary.standard().find("respond", "en").ref());
    }

    @Test
    void keepsAResponseWithoutACall() {
        Instruction answered =
                RIVERS.toBuilder().response("Seine, Loire, Rhône").build();
        ScriptedContext context = ScriptedContext.replying(new String[0]).wanted(3);

        assertThat(generate(answered, context)).containsExactly(InstructionPair.of(answered, "Seine, Loire, Rhône"));
    }

    @Test
    void answersAnewOnRequest() {
        Instruction answered = RIVERS.toBuilder().response("Seine").build();
        ScriptedContext context = ScriptedContext.replying("Seine, Loire and Garonne.");

        assertThat(PairGenerator.responsesBuilder(context.model())
                        .regenerate(true)
                        .build()
                        .generate(answered, context))
                .extracting(InstructionPair::response)
                .containsExactly("Seine, Loire and Garonne.");
    }

    @Test
    void severalAnswersAreSamplesOfOneRequest() {
        ScriptedContext context = ScriptedContext.replying(
                        "The Seine, the Loire and the Rhône.",
                        "I'm sorry, but I can't help with that.",
                        "The Seine, the Loire and the Rhône.",
                        "Garonne, Dordogne, Meuse.")
                .wanted(4);

        assertThat(generate(RIVERS, context))
                .extracting(InstructionPair::response)
                .containsExactly("The Seine, the Loire and the Rhône.", "Garonne, Dordogne, Meuse.");
        assertThat(context.reasons()).containsExactly("refusal", "duplicate");
        assertThat(context.requests())
                .hasSize(4)
                .containsOnly(context.requests().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty | ' '",
                "refusal | I'm sorry, but I cannot provide that information.",
                "refusal | 很抱歉，我无法回答这个问题。",
                "echo | Name three rivers of France!",
                "meta-text | As an AI language model, I know of the Seine, the Loire and the Rhône.",
                "placeholder | [Your answer here]",
                "language-drift | Die drei Flüsse sind die Seine, die Loire und die Rhône, und sie sind alle sehr lang.",
                "empty | <think>They want three rivers. Let me think about the Seine",
            })
    void turnsDownABadAnswer(String reason, String text) {
        ScriptedContext context = ScriptedContext.replying(text);

        assertThatThrownBy(() -> generate(RIVERS, context))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
        assertThat(context.rejections()).isEmpty();
    }

    @Test
    void truncatedFilteredAndDeclinedAnswersAreNeverRows() {
        ChatResponse cut = ChatResponse.builder("The Seine, the Loire and")
                .finishReason(FinishReason.LENGTH)
                .build();
        ChatResponse filtered = ChatResponse.builder("The Seine.")
                .finishReason(FinishReason.CONTENT_FILTER)
                .build();
        ChatResponse declined = ChatResponse.builder("").refusal("I won't.").build();
        ChatResponse unsaid = ChatResponse.builder("The Seine flows to the Channel. The Loire flows to the")
                .finishReason(FinishReason.UNKNOWN)
                .build();
        ScriptedContext context =
                ScriptedContext.replying(cut, filtered, declined, unsaid).wanted(4);

        assertThatThrownBy(() -> generate(RIVERS, context))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("truncated"));
        assertThat(context.reasons()).containsExactly("content-filtered", "refusal", "truncated");
    }

    @Test
    void takesAwayReasoningInFrontOfTheAnswer() {
        ScriptedContext context =
                ScriptedContext.replying("<think>\nEasy.\n</think>\n\nThe Seine, the Loire and the Rhône.\n");

        assertThat(generate(RIVERS, context))
                .extracting(InstructionPair::response)
                .containsExactly("The Seine, the Loire and the Rhône.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Translate to German: The weather is fine today and we walk in the park. | Das Wetter ist heute schön und wir gehen im Park spazieren.",
                "Write a short dialogue in French between two friends who meet in the street. | Bonjour, comment vas-tu ? Je vais bien, merci, et toi, que fais-tu dans la rue ?",
                "把下面的句子翻译成英文：今天天气很好，我们去公园散步。 | The weather is nice today, so we are going for a walk in the park.",
                "用英语写一封请假信给你的老师。 | Dear Ms. Li, I am writing to ask for leave on Monday because I have a cold.",
                "写一个打印问候语的 Python 函数。 | def greet(name):\n    print('Hello, ' + name)",
            })
    void anotherLanguageIsRightWhereItWasAskedFor(String instruction, String answer) {
        ScriptedContext context = ScriptedContext.replying(answer.replace("\\n", "\n"));

        assertThat(generate(Instruction.of(instruction), context)).hasSize(1);
    }

    @Test
    void conversationsWithToolsAreTurnedDownUnlessTheyAreAnswered() {
        Instruction tools = RIVERS.toBuilder()
                .history(List.of(new Turn(Role.TOOL_CALL, "{}"), new Turn(Role.TOOL_RESULT, "[]")))
                .build();
        ScriptedContext context = ScriptedContext.replying(new String[0]);

        assertThatThrownBy(() -> generate(tools, context))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("unsupported-history"));
        assertThat(generate(tools.toBuilder().response("Seine").build(), context))
                .hasSize(1);
    }

    @Test
    void optionsReachTheRequest() {
        PromptTemplate mine = PromptTemplate.parse(
                "respond.mine.en", "## system\nAnswer in one sentence.\n## user\n{{instruction}}\nThink first.");
        ScriptedContext context = ScriptedContext.replying("The Seine, the Loire and the Rhône.");
        PairGenerator generator = PairGenerator.responsesBuilder(context.model())
                .prompts(PromptLibrary.standard().with(mine))
                .sampling(Sampling.ofTemperature(0.2).withMaxTokens(99))
                .build();
        generator.generate(RIVERS.toBuilder().system("You are a geographer.").build(), context);

        assertThat(context.requests().get(0).messages())
                .containsExactly(
                        ChatMessage.system("Answer in one sentence.\n\nYou are a geographer."),
                        ChatMessage.user("Name three rivers of France.\nThink first."));
        assertThat(context.requests().get(0).maxTokens()).isEqualTo(99);
        assertThat(generator.name()).isEqualTo("model-responses");
    }

    @Test
    void hostileInstructionsGoOutAsTheyAre() {
        Random random = new Random(9);
        for (int round = 0; round < 200; round++) {
            Instruction instruction = Instruction.builder("Explain: " + HostileTexts.any(random))
                    .input(HostileTexts.any(random))
                    .language("en")
                    .build();
            ScriptedContext context = ScriptedContext.replying("It is a kind of text.");
            generate(instruction, context);

            assertThat(context.requests().get(0).messages()).containsExactly(ChatMessage.user(instruction.prompt()));
        }
    }
}
