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
import io.augment.student.InstructionAudit;
import io.augment.student.PaiStudents;
import io.augment.student.StudentCascade;
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
    class StudentExpander extends ExpanderConformance {
        @Override
        protected InstructionExpander strategy() {
            return PaiStudents.expander(model());
        }

        @Override
        protected String reply(ChatRequest request) {
            return "List four mountains of Italy and the regions in which they stand.";
        }
    }

    @Nested
    class StudentRefiner extends RefinerConformance {
        @Override
        protected InstructionRefiner strategy() {
            return PaiStudents.refiner(model());
        }

        @Override
        protected String reply(ChatRequest request) {
            return "Name three rivers of France, one to a line, and for each the seas into which they flow.";
        }
    }

    @Nested
    class StudentPairs extends GeneratorConformance {
        @Override
        protected PairGenerator strategy() {
            return PaiStudents.pairGenerator(model());
        }

        @Override
        protected String reply(ChatRequest request) {
            return "### Instruction\nList two lakes of Italy.\n### Response\nLake Garda and Lake Como.";
        }
    }

    @Nested
    class Cascade extends ExpanderConformance {
        @Override
        protected InstructionExpander strategy() {
            return StudentCascade.of(PaiStudents.expander(model()), InstructionExpander.using(model()))
                    .auditedBy(InstructionAudit.by(model()))
                    .audit(1);
        }

        @Override
        protected String reply(ChatRequest request) {
            return request.replySchema() == null
                    ? "List four mountains of Italy and the regions in which they stand."
                    : "{\"reason\": \"fine\", \"good\": true}";
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
