package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.ScriptedContext;
import io.augment.chat.UnreadableReplyException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelClassifierTest {
    private static final Instruction POEM = Instruction.of("Write a poem about gravity.");

    private static TaskLabel classify(ScriptedContext context) {
        return TaskClassifier.using(context.model()).classify(POEM, context);
    }

    @Test
    void readsATypedReply() {
        ScriptedContext context = ScriptedContext.replying("Sure: {\"label\": \"writing\", \"confidence\": 0.9}");
        assertThat(classify(context)).isEqualTo(new TaskLabel("Writing", 0.9));
        assertThat(context.prompt()).contains(POEM.text(), "- Counterfactual: ", "- Others: ");
        assertThat(context.requests().get(0).temperature()).isZero();
    }

    /** The released code finds the word Math in this and calls it that. */
    @Test
    void aNameThatIsNoTypeIsOthersAndNothingIsSearchedForInIt() {
        assertThat(classify(ScriptedContext.replying("{\"label\": \"This is not Math\", \"confidence\": 0.9}")))
                .isEqualTo(new TaskLabel("Others", 0));
    }

    @Test
    void whatCannotBeReadIsAskedForOnceMoreAndThenFails() {
        ScriptedContext mended =
                ScriptedContext.replying("Writing, clearly.", "{\"label\": \"Writing\", \"confidence\": 1}");
        assertThat(classify(mended)).isEqualTo(new TaskLabel("Writing", 1));
        ScriptedContext never = ScriptedContext.replying("Writing.", "{\"label\": \"Writing\", \"confidence\": 90}");
        assertThatThrownBy(() -> classify(never)).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    void asksForTheTypesOfATaxonomyOfOnesOwnInTheLanguageOfTheInstruction() {
        ScriptedContext context = ScriptedContext.replying("{\"label\": \"退款\", \"confidence\": 0.8}");
        TaskTaxonomy taxonomy = TaskTaxonomy.builder("support")
                .type("退款", "要求退还货款。", 1, List.of("我要退款。"))
                .others("其他")
                .build();
        TaskLabel label = TaskClassifier.builder(context.model())
                .taxonomy(taxonomy)
                .build()
                .classify(Instruction.of("这台机器坏了，请把钱退给我。"), context);
        assertThat(label).isEqualTo(new TaskLabel("退款", 0.8));
        assertThat(context.prompt()).contains("- 退款: 要求退还货款。 | 我要退款。", "\"其他\"", "任务类型");
    }

    @Test
    void asksAnotherOneOnlyInDoubt() {
        TaskClassifier teacher = (instruction, context) -> new TaskLabel("Law", 1);
        ScriptedContext none = ScriptedContext.replying(new String[0]);
        TaskClassifier sure = (instruction, context) -> new TaskLabel("Math", 0.6);
        assertThat(sure.askingBelow(0.6, teacher).classify(POEM, none).task()).isEqualTo("Math");
        assertThat(sure.askingBelow(0.61, teacher).classify(POEM, none).task()).isEqualTo("Law");
        assertThatThrownBy(() -> sure.askingBelow(2, teacher)).isInstanceOf(IllegalArgumentException.class);
    }
}
