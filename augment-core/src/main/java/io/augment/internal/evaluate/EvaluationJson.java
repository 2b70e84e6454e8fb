package io.augment.internal.evaluate;

import io.augment.evaluate.EvaluationReport;
import io.augment.filter.Diversity;
import io.augment.internal.format.JsonWriter;
import io.augment.judge.Interval;
import io.augment.run.ModelSpend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Writes an evaluation as JSON; numbers that are none are null. */
public final class EvaluationJson {
    private static final int DIGITS = 6;

    private EvaluationJson() {}

    /** Returns one object, and a line feed. */
    public static String of(EvaluationReport report) {
        JsonWriter out = new JsonWriter().object();
        out.name("base").text(report.base());
        out.name("student").text(report.student());
        count(out, "rows", report.rows());
        count(out, "failed", report.failed());
        count(out, "notReached", report.notReached());
        pairwise(out.name("pairwise"), report.pairwise());
        accuracy(out.name("labeled"), report.labeled());
        accuracy(out.name("constraints"), report.constraints());
        out.name("tasks").object();
        report.tasks().forEach((task, figures) -> {
            out.name(task).object();
            count(out, "rows", figures.rows());
            count(out, "wins", figures.wins());
            count(out, "ties", figures.ties());
            count(out, "losses", figures.losses());
            count(out, "labeled", figures.labeled());
            count(out, "baseRight", figures.baseRight());
            count(out, "studentRight", figures.studentRight());
            out.endObject();
        });
        out.endObject();
        answers(out.name("baseAnswers"), report.baseAnswers());
        answers(out.name("studentAnswers"), report.studentAnswers());
        out.name("spend").array();
        for (ModelSpend spend : report.spend()) {
            out.object().name("stage").text(spend.stage()).name("model").text(spend.model());
            count(out, "requests", spend.requests());
            count(out, "promptTokens", spend.promptTokens());
            count(out, "completionTokens", spend.completionTokens());
            BigDecimal cost = spend.costUsd();
            out.name("costUsd").textOrNull(cost == null ? null : cost.toPlainString());
            out.endObject();
        }
        out.endArray();
        if (report.data() == null) {
            out.name("data").literal("null");
        } else {
            out.name("data").object();
            count(out, "beforeRows", report.data().beforeRows());
            count(out, "afterRows", report.data().afterRows());
            diversity(out.name("before"), report.data().before());
            diversity(out.name("after"), report.data().after());
            out.endObject();
        }
        out.name("samples").array();
        for (EvaluationReport.Sample sample : report.samples()) {
            out.object().name("outcome").text(sample.outcome());
            out.name("instruction").text(sample.instruction());
            out.name("base").textOrNull(sample.base());
            out.name("student").textOrNull(sample.student()).endObject();
        }
        out.endArray().name("warnings").array();
        report.warnings().forEach(out::text);
        return out.endArray().endObject().newline().toString();
    }

    /** Writes a figure with its interval. */
    static void interval(JsonWriter out, Interval figure) {
        out.object().name("value").literal(number(figure.value()));
        out.name("low").literal(number(figure.low()));
        out.name("high").literal(number(figure.high())).endObject();
    }

    static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : "null";
    }

    private static void pairwise(JsonWriter out, EvaluationReport.@Nullable Pairwise pairwise) {
        if (pairwise == null) {
            out.literal("null");
            return;
        }
        out.object();
        count(out, "wins", pairwise.wins());
        count(out, "ties", pairwise.ties());
        count(out, "losses", pairwise.losses());
        count(out, "unscored", pairwise.unscored());
        count(out, "withoutJudge", pairwise.withoutJudge());
        interval(out.name("winRate"), pairwise.winRate());
        out.name("pValue").literal(number(pairwise.pValue()));
        interval(out.name("orderConsistency"), pairwise.orderConsistency());
        out.endObject();
    }

    private static void accuracy(JsonWriter out, EvaluationReport.@Nullable Accuracy accuracy) {
        if (accuracy == null) {
            out.literal("null");
            return;
        }
        out.object();
        count(out, "rows", accuracy.rows());
        count(out, "checks", accuracy.checks());
        interval(out.name("base"), accuracy.base());
        interval(out.name("student"), accuracy.student());
        interval(out.name("gain"), accuracy.gain());
        out.name("pValue").literal(number(accuracy.pValue())).endObject();
    }

    private static void answers(JsonWriter out, EvaluationReport.Answers answers) {
        out.object().name("missing").object();
        answers.missing().forEach((reason, number) -> count(out, reason, number));
        out.endObject();
        count(out, "truncated", answers.truncated());
        out.name("meanCharacters").literal(number(answers.meanCharacters())).endObject();
    }

    private static void diversity(JsonWriter out, Diversity diversity) {
        out.object();
        count(out, "records", diversity.records());
        out.name("distinct1").literal(number(diversity.distinct1()));
        out.name("distinct2").literal(number(diversity.distinct2()));
        out.name("distinct3").literal(number(diversity.distinct3()));
        out.name("meanSimilarity").literal(number(diversity.meanSimilarity()));
        lengths(out.name("instructionWords"), diversity.instructionWords());
        lengths(out.name("responseWords"), diversity.responseWords());
        out.name("tasks").object();
        diversity.tasks().forEach((task, number) -> count(out, task, number));
        out.endObject();
        out.name("taskEntropy").literal(number(diversity.taskEntropy())).endObject();
    }

    private static void lengths(JsonWriter out, Diversity.@Nullable Lengths lengths) {
        if (lengths == null) {
            out.literal("null");
            return;
        }
        out.object().name("mean").literal(number(lengths.mean()));
        count(out, "median", lengths.median());
        count(out, "longest", lengths.longest());
        out.endObject();
    }

    private static void count(JsonWriter out, String name, long value) {
        out.name(name).number(value);
    }
}
