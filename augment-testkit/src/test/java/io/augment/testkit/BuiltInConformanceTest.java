package io.augment.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatRequest;
import io.augment.expand.InstructionExpander;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.refine.InstructionRefiner;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Holds the project's own strategies to the suites that it offers to others, and the suites to their word. */
class BuiltInConformanceTest {
    @Nested
    class Expander extends ExpanderConformance {
        @Override
        protected InstructionExpander strategy() {
            return InstructionExpander.using(model());
        }

        @Override
        protected String reply(ChatRequest request) {
            return "{\"instructions\": [\"List four mountains of Italy and the regions in which they stand.\"]}";
        }
    }

    @Nested
    class Refiner extends RefinerConformance {
        @Override
        protected InstructionRefiner strategy() {
            return InstructionRefiner.using(model());
        }

        @Override
        protected String reply(ChatRequest request) {
            return "{\"instruction\": \"Name three rivers of France, one to a line, and for each the seas into which they"
                    + " flow.\"}";
        }
    }

    @Nested
    class Generator extends GeneratorConformance {
        @Override
        protected PairGenerator strategy() {
            return PairGenerator.responses(model());
        }

        @Override
        protected Instruction seed() {
            return super.seed().toBuilder().response(null).build();
        }

        @Override
        protected String reply(ChatRequest request) {
            return "The Loire flows into the Atlantic, the Rhône into the Mediterranean, the Seine into the Channel.";
        }
    }

    @Nested
    class Judge extends JudgeConformance {
        @Override
        protected QualityJudge strategy() {
            return QualityJudge.rubric(model());
        }

        @Override
        protected String reply(ChatRequest request) {
            return "{\"reason\": \"Right and short.\", \"scores\": {\"informativeness\": 7, \"helpfulness\": 8,"
                    + " \"generalization\": 5, \"correctness\": 1}}";
        }
    }

    @Nested
    class OfflineExpander extends ExpanderConformance {
        @Override
        protected InstructionExpander strategy() {
            return InstructionExpander.rules();
        }
    }

    @Test
    void aDirectCallIsDetected() {
        final class Cheating extends ExpanderConformance {
            @Override
            protected InstructionExpander strategy() {
                return (Instruction seed, StageContext context) -> List.of(
                        Instruction.of(model().chat(ChatRequest.of(seed.text())).text()));
            }
        }
        assertThatThrownBy(new Cheating()::callsModelsThroughItsContextAlone)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("context.chat");
    }

    @Test
    void aSwallowedFailureIsDetected() {
        final class Swallowing extends ExpanderConformance {
            @Override
            protected InstructionExpander strategy() {
                return (seed, context) -> {
                    try {
                        return List.of(Instruction.of(context.chat(model(), ChatRequest.of(seed.text()))
                                .text()));
                    } catch (RuntimeException e) {
                        return List.of();
                    }
                };
            }
        }
        assertThatThrownBy(new Swallowing()::letsAFailedCallPass).isInstanceOf(AssertionError.class);
    }

    @Test
    void aScriptRunsOutLoudly() {
        ScriptedChatModel model = ScriptedChatModel.replying("one");
        assertThat(model.chat(ChatRequest.of("a")).text()).isEqualTo("one");
        assertThatThrownBy(() -> model.chat(ChatRequest.of("b"))).isInstanceOf(AssertionError.class);
        assertThat(model.requests()).hasSize(2);
    }
}
