package io.augment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatResponse;
import io.augment.run.Budget;
import io.augment.source.Source;
import io.augment.task.TaskClassifier;
import io.augment.testing.PlainContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierDistillationTest {
    @TempDir
    private Path temp;

    private final AtomicInteger calls = new AtomicInteger();

    /** Answers by a word in the instruction; every tenth reply cannot be read. */
    private final ChatModel teacher = ChatModel.named("test/teacher", request -> {
        calls.incrementAndGet();
        String text = request.messages().toString();
        if (text.contains(" number 7 ")) {
            return ChatResponse.of("I would say Math.");
        }
        String task = text.contains("plums") ? "Math" : text.contains("ballad") ? "Writing" : "Law";
        return ChatResponse.of("{\"label\": \"" + task + "\", \"confidence\": 0.9}");
    });

    private static Source pool() {
        List<Instruction> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String what = List.of(
                            "How many plums are in basket", "Sing a ballad of the knight", "May I sue the neighbor")
                    .get(i % 3);
            all.add(Instruction.of(what + " number " + i + " please?"));
        }
        return Source.of(all);
    }

    @Test
    void labelsASampleLearnsFromItAndPaysForNoLabelTwice() {
        ClassifierDistillation distillation = ClassifierDistillation.of(TaskClassifier.using(teacher))
                .sample(90)
                .doubtBelow(0.6)
                .budget(Budget.unlimited());
        DistilledClassifier distilled = distillation.run(pool(), temp);

        assertThat(distilled.teacherRun().read()).isEqualTo(300);
        assertThat(distilled.teacherRun().kept()
                        + distilled.teacherRun().failed().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .isEqualTo(90);
        assertThat(distilled.agreement()).isGreaterThan(0.9);
        assertThat(distilled.agreementWithTeacherBehind()).isGreaterThanOrEqualTo(distilled.agreement());
        assertThat(distilled.askedAgain()).isBetween(0.0, 1.0);
        assertThat(distilled
                        .learned()
                        .classify(Instruction.of("Sing a ballad of the miller please?"))
                        .task())
                .isEqualTo("Writing");
        Instruction clear = Instruction.of("How many plums are in basket number 900 please?");
        assertThat(distilled
                        .classifier()
                        .classify(clear, PlainContext.of("classify"))
                        .task())
                .isEqualTo("Math");

        int paid = calls.get();
        DistilledClassifier again = distillation.run(pool(), temp);
        assertThat(calls).hasValue(paid);
        assertThat(again.learned().name()).isEqualTo(distilled.learned().name());
    }
}
