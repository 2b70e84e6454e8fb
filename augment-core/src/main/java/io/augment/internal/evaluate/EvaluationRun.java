package io.augment.internal.evaluate;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.RejectedException;
import io.augment.StageContext;
import io.augment.evaluate.Answerer;
import io.augment.evaluate.EvaluationReport;
import io.augment.judge.Comparison;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.Preference;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks both sides and the judge in a run of their own. */
public final class EvaluationRun {
    private static final String ID = "row-";

    private final Answerer base;
    private final Answerer student;
    private final EvaluationSettings settings;

    /**
     * Creates a run.
     *
     * @throws IllegalStateException if a side is missing
     */
    public EvaluationRun(EvaluationSettings settings) {
        Answerer one = settings.base();
        Answerer other = settings.student();
        if (one == null || other == null) {
            throw new IllegalStateException("An evaluation needs both sides: base(...) and student(...)");
        }
        this.base = one;
        this.student = other;
        this.settings = settings;
    }

    /** Runs, and writes the report into the directory. */
    public EvaluationReport run(Source source, RunDirectory directory) {
        List<Instruction> rows = Examples.read(source);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(source.name() + " has no row that can be evaluated");
        }
        List<Instruction> asked = new ArrayList<>();
        for (Instruction row : rows) {
            asked.add(row.toBuilder().id(ID + asked.size()).response(null).build());
        }
        Map<Integer, Row> done = new ConcurrentHashMap<>();
        RunReport run = AugmentationPipeline.builder()
                .generate((row, context) -> {
                    int number = Integer.parseInt(row.id().substring(ID.length()));
                    Row result = evaluated(row, rows.get(number).response(), context);
                    done.put(number, result);
                    String shown = result.student().text();
                    return List.of(InstructionPair.of(row, shown == null ? "(no answer)" : shown));
                })
                .seed(settings.seed())
                .budget(settings.budget())
                .concurrency(settings.concurrency())
                .listener(settings.listener())
                .build()
                .run(Source.of(asked), directory);
        List<Row> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row result = done.get(i);
            if (result != null) {
                results.add(result);
            }
        }
        EvaluationReport report = new Figures(results, settings.matcher(), settings.judge() != null, settings.seed())
                .report(
                        base.name(),
                        student.name(),
                        Math.toIntExact(StageCount.sum(run.failed())),
                        rows.size(),
                        run.spend(),
                        settings.data());
        report.keepIn(directory);
        return report;
    }

    private Row evaluated(Instruction row, @Nullable String expected, StageContext context) {
        Row.Side one = side(base, row, context);
        Row.Side other = side(student, row, context);
        String baseText = one.text();
        String studentText = other.text();
        PairwiseJudge judge = settings.judge();
        if (judge == null) {
            return new Row(row, expected, one, other, null, null);
        }
        if (baseText == null || studentText == null || baseText.equals(studentText)) {
            return new Row(row, expected, one, other, null, withoutJudge(baseText, studentText));
        }
        // The judge is asked in both orders; which answer is called the first one here does not matter to it.
        Comparison comparison = judge.compare(row, studentText, baseText, context);
        return new Row(row, expected, one, other, comparison, comparison.preference());
    }

    /** Equal answers are a tie, as are two that are missing; who has none loses. */
    private static Preference withoutJudge(@Nullable String base, @Nullable String student) {
        if (Objects.equals(base, student)) {
            return Preference.TIE;
        }
        return base == null ? Preference.FIRST : Preference.SECOND;
    }

    private static Row.Side side(Answerer answerer, Instruction row, StageContext context) {
        try {
            return new Row.Side(answerer.answer(row, context), null);
        } catch (RejectedException e) {
            return new Row.Side(null, e.reason());
        }
    }
}
