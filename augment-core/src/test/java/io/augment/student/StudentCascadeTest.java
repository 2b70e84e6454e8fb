package io.augment.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.RejectedException;
import io.augment.ScriptedContext;
import io.augment.Verdict;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.JsonSchema;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.Usage;
import io.augment.expand.InstructionExpander;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.run.Target;
import io.augment.source.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentCascadeTest {
    private static final Instruction SEED =
            Instruction.builder("Name a river in France.").task("Common-Sense").build();

    @TempDir
    private Path temp;

    /** Makes bad instructions of mathematical seeds. */
    private final ChatModel student = model("student", "0", request -> {
        String asked = request.lastUserText();
        return "Explain how " + (asked.contains("sum") ? "bad" : "student") + " device " + name(request)
                + " works in practice.";
    });

    /** Audits by a word, and expands. */
    private final ChatModel teacher = model("teacher", "10", request -> {
        JsonSchema schema = request.replySchema();
        if (schema != null && schema.name().equals("audit")) {
            return "{\"reason\": \"looked at\", \"good\": "
                    + !request.lastUserText().contains("bad device") + "}";
        }
        String name = name(request);
        return "{\"instructions\": [\"Explain how teacher device " + name + "x works in practice.\","
                + " \"Explain how teacher machine " + name + "y works in theory.\"]}";
    });

    private static String name(ChatRequest request) {
        return Integer.toHexString(request.hashCode()) + (request.seed() == null ? "" : "-" + request.seed() % 9973);
    }

    /** Answers by a rule, the same for the same request; a longer reply costs more. */
    private static ChatModel model(String name, String price, Function<ChatRequest, String> rule) {
        ModelInfo info = ModelInfo.builder("test/" + name)
                .price(Price.perMillion(price, price))
                .build();
        return ChatModel.described(info, request -> {
            String reply = rule.apply(request);
            return ChatResponse.builder(reply)
                    .usage(Usage.of(5, reply.length()))
                    .build();
        });
    }

    private static InstructionExpander making(String... texts) {
        return (seed, context) -> List.of(texts).stream()
                .limit(context.wanted())
                .map(Instruction::of)
                .toList();
    }

    private static StudentCascade all(InstructionExpander student, InstructionExpander teacher) {
        return StudentCascade.of(student, teacher)
                .auditedBy((seed, made, context) -> Verdict.scored(made.text().startsWith("Good") ? 1 : 0)
                        .reason("checked")
                        .build())
                .audit(1);
    }

    private static ScriptedContext context(int wanted) {
        return ScriptedContext.replying(new String[0]).wanted(wanted);
    }

    @Test
    void leavesGoodWorkAlone() {
        InstructionExpander none = (seed, context) -> {
            throw new AssertionError("the teacher was asked");
        };
        StudentCascade cascade = all(making("Good one.", "Good two.", "Bad three.", "Good four."), none);

        List<Instruction> made = cascade.expand(SEED, context(4));

        assertThat(made).extracting(Instruction::text).containsExactly("Good one.", "Good two.", "Good four.");
        assertThat(cascade.report().agreement()).isNotNull();
        assertThat(cascade.report())
                .extracting(CascadeReport::byStudent, CascadeReport::audited, CascadeReport::takenOver)
                .containsExactly(3L, 4L, 0L);
    }

    @Test
    void letsTheTeacherMakeWhatIsMissing() {
        ScriptedContext context = context(3);
        StudentCascade cascade = all(
                making("Good one.", "Bad two.", "Bad three."), making("Good, one!", "Teacher two.", "Teacher three."));

        List<Instruction> made = cascade.expand(SEED, context);

        assertThat(made).extracting(Instruction::text).containsExactly("Good one.", "Teacher two.");
        assertThat(context.reasons()).containsExactly("audit", "audit", "duplicate");
        assertThat(cascade.report())
                .isEqualTo(new CascadeReport(
                        1,
                        1,
                        1,
                        1,
                        3,
                        cascade.report().agreement(),
                        Set.of(),
                        BigDecimal.ZERO,
                        cascade.report().teacherUsd()));
    }

    @Test
    void auditsAShareOfTheRecords() {
        StudentCascade half = all(making("Bad."), making("Teacher.")).audit(0.5);
        for (int i = 0; i < 10; i++) {
            half.expand(SEED, context(1));
        }
        // All ten have one name, and so one draw.
        assertThat(half.report().audited()).isIn(0L, 10L);

        StudentCascade never = all(making("Bad."), making("Teacher.")).audit(0);
        assertThat(never.expand(SEED, context(1))).extracting(Instruction::text).containsExactly("Bad.");
        assertThat(never.report().sentence()).contains("none was audited").contains("an unknown amount");
    }

    @Test
    void countsAFailedAuditForNothing() {
        StudentCascade cascade = StudentCascade.of(making("One.", "Two."), making("Teacher."))
                .auditedBy((seed, made, context) -> Verdict.unscored("unreadable"))
                .audit(1);

        assertThat(cascade.expand(SEED, context(2))).hasSize(2);
        assertThat(cascade.report().audited()).isZero();
    }

    @Test
    void givesTaskTypesToTheTeacherFromTheStart() {
        StudentCascade cascade = all(making("Good."), making("Teacher.")).teacherFor(Set.of("Common-Sense"));

        assertThat(cascade.expand(SEED, context(1)))
                .extracting(Instruction::text)
                .containsExactly("Teacher.");
        assertThat(cascade.report().weakTasks()).containsExactly("Common-Sense");
    }

    @Test
    void letsPassWhatTheStudentThrows() {
        RejectedException refusal = new RejectedException("control-token", null);
        StudentCascade cascade = all(
                (seed, context) -> {
                    throw refusal;
                },
                making("Teacher."));

        assertThatThrownBy(() -> cascade.expand(SEED, context(1))).isSameAs(refusal);
    }

    @Test
    void checksItsSettings() {
        StudentCascade cascade = all(making(), making());
        assertThatThrownBy(() -> cascade.audit(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cascade.threshold(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cascade.atLeast(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private AugmentationPipeline pipeline(StudentCascade cascade, int concurrency) {
        return AugmentationPipeline.builder()
                .expand(cascade.perSeed(2))
                .generate((instruction, context) ->
                        List.of(InstructionPair.of(instruction, "An answer to " + instruction.text())))
                .target(Target.accepted(150))
                .concurrency(concurrency)
                .build();
    }

    private StudentCascade cascade() {
        return StudentCascade.of(PaiStudents.expander(student), InstructionExpander.using(teacher))
                .auditedBy(InstructionAudit.by(teacher))
                .audit(0.5)
                .atLeast(3);
    }

    @Test
    void takesATaskTypeFromTheStudentAndDecidesTheSameInEveryRun() throws IOException {
        Source seeds = Source.of(IntStream.range(0, 20)
                .mapToObj(i -> Instruction.builder(
                                i % 2 == 0 ? "What is the sum of " + i + " and 7?" : "Describe city number " + i + ".")
                        .id("s" + i)
                        .task(i % 2 == 0 ? "Math" : "Writing")
                        .build())
                .toList());
        StudentCascade cascade = cascade();
        AugmentationPipeline pipeline = pipeline(cascade, 8);
        RunDirectory first = RunDirectory.at(temp.resolve("first"));

        RunReport report = pipeline.run(seeds, first);
        CascadeReport told = cascade.report();

        List<String> kept = Files.readAllLines(first.kept());
        assertThat(report.kept()).isEqualTo(150);
        assertThat(kept).anyMatch(line -> line.contains("bad device"));
        assertThat(kept)
                .filteredOn(line -> line.matches(".*\"id\":\"s\\d*[02468]/expand([3-9]|\\d\\d)\".*"))
                .isNotEmpty()
                .allMatch(line -> line.contains("Explain how teacher"));
        assertThat(kept)
                .filteredOn(line -> line.matches(".*\"id\":\"s\\d*[13579]/expand.*"))
                .isNotEmpty()
                .allMatch(line -> line.contains("student device"));
        assertThat(told.weakTasks()).containsExactly("Math");
        assertThat(told.costEach()).isNotNull().isLessThan(told.teacherUsd());
        assertThat(report.warnings()).contains(told.sentence());

        RunDirectory second = RunDirectory.at(temp.resolve("second"));
        pipeline.run(seeds, second);
        RunDirectory third = RunDirectory.at(temp.resolve("third"));
        pipeline(cascade(), 1).run(seeds, third);
        assertThat(second.kept()).hasSameBinaryContentAs(first.kept());
        assertThat(third.kept()).hasSameBinaryContentAs(first.kept());
        RunReport replayed = pipeline.replay(seeds, first);
        assertThat(replayed.replayed()).isEqualTo(report.requests());
        assertThat(first.kept()).hasSameBinaryContentAs(second.kept());
    }
}
