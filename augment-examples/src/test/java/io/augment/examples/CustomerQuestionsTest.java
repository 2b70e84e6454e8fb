package io.augment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.RejectedException;
import io.augment.chat.ChatRequest;
import io.augment.expand.InstructionExpander;
import io.augment.testkit.ExpanderConformance;
import io.augment.testkit.ScriptedChatModel;
import io.augment.testkit.TestContext;
import org.junit.jupiter.api.Test;

/** Tests a strategy of one's own: by cases, and by the suite that every expander should pass. */
class CustomerQuestionsTest extends ExpanderConformance {
    @Override
    protected InstructionExpander strategy() {
        return CustomerQuestions.expander(model());
    }

    @Override
    protected String reply(ChatRequest request) {
        return "Which of them is the longest?";
    }

    @Test
    void asksForACustomersQuestion() {
        ScriptedChatModel model = ScriptedChatModel.replying("How long does the battery last?");
        Instruction seed = Instruction.of("A lamp that runs on a battery.");
        assertThat(CustomerQuestions.expander(model).expand(seed, TestContext.create()))
                .extracting(Instruction::text)
                .containsExactly("How long does the battery last?");
        assertThat(model.requests().get(0).lastUserText()).contains("a customer", seed.text());
    }

    @Test
    void turnsDownWhatIsNoQuestion() {
        ScriptedChatModel model = ScriptedChatModel.replying("Here is a question.");
        Instruction seed = Instruction.of("A lamp that runs on a battery.");
        assertThatThrownBy(() -> CustomerQuestions.expander(model).expand(seed, TestContext.create()))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("no-question"));
    }
}
