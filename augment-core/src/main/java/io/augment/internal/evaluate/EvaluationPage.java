package io.augment.internal.evaluate;

import io.augment.evaluate.DataChange;
import io.augment.evaluate.EvaluationReport;
import io.augment.evaluate.EvaluationReport.Accuracy;
import io.augment.evaluate.EvaluationReport.Answers;
import io.augment.evaluate.EvaluationReport.Pairwise;
import io.augment.evaluate.EvaluationReport.Sample;
import io.augment.evaluate.EvaluationReport.TaskFigures;
import io.augment.filter.Diversity;
import io.augment.internal.report.Html;
import io.augment.internal.report.Numbers;
import io.augment.internal.report.Page;
import io.augment.internal.report.Pictures;
import io.augment.internal.report.Texts;
import io.augment.judge.Interval;
import io.augment.run.ModelSpend;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Shows an evaluation to people. */
public final class EvaluationPage {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 1_500;
    private static final int MOST_TASKS = 40;

    private EvaluationPage() {}

    /** Returns the page. */
    public static String of(EvaluationReport report) {
        return Page.framed("Evaluation · " + name(report.student()), html -> {
            head(html, report);
            preferences(html, report);
            accuracy(html, "Expected answers", "right", report.labeled());
            accuracy(html, "Constraints that the instruction states", "all met", report.constraints());
            tasks(html, report);
            answers(html, report);
            data(html, report.data());
            spend(html, report.spend());
            samples(html, report.samples());
        });
    }

    private static void head(Html html, EvaluationReport report) {
        html.open("header").leaf("p", "augment · evaluation", "class", "kicker");
        html.leaf("h1", headline(report));
        html.leaf(
                "p",
                "Student: " + name(report.student()) + ". Base: " + name(report.base()) + ". "
                        + Numbers.count(report.rows(), "row", "rows") + " asked of both; "
                        + Numbers.count(report.failed()) + " failed, " + Numbers.count(report.notReached())
                        + " not reached. Intervals of 95%; they speak of rows like these.",
                "class",
                "lead");
        html.close();
        if (!report.warnings().isEmpty()) {
            html.open("section", "class", "warnings")
                    .leaf("h2", "Before you rely on this")
                    .open("ul");
            report.warnings().forEach(warning -> html.leaf("li", warning));
            html.close().close();
        }
    }

    private static String headline(EvaluationReport report) {
        Pairwise pairwise = report.pairwise();
        if (pairwise != null && !Double.isNaN(pairwise.winRate().value())) {
            Interval rate = pairwise.winRate();
            String verdict = rate.low() > 0.5
                    ? "The student is preferred"
                    : rate.high() < 0.5 ? "The base model is preferred" : "No difference is shown";
            return verdict + ": win rate " + shown(rate);
        }
        Accuracy labeled = report.labeled() != null ? report.labeled() : report.constraints();
        if (labeled == null) {
            return "Nothing was compared";
        }
        String verdict = labeled.gain().low() > 0
                ? "The student is right more often"
                : labeled.gain().high() < 0 ? "The base model is right more often" : "No difference is shown";
        return verdict + ": " + points(labeled.gain()) + " points";
    }

    private static void preferences(Html html, EvaluationReport report) {
        Pairwise pairwise = report.pairwise();
        if (pairwise == null) {
            return;
        }
        html.open("section").leaf("h2", "Which answer is better");
        html.open("p", "class", "legend");
        key(html, "kept", "student better");
        key(html, "left", "neither");
        key(html, "rejected", "base better");
        html.close();
        int told = Math.max(1, pairwise.wins() + pairwise.ties() + pairwise.losses());
        Pictures.bar(
                html,
                "bar",
                List.of(
                        new Pictures.Part("kept", (double) pairwise.wins() / told),
                        new Pictures.Part("left", (double) pairwise.ties() / told),
                        new Pictures.Part("rejected", (double) pairwise.losses() / told)));
        table(html, List.of("Figure", "Value"), () -> {
            line(html, "Wins, ties, losses", pairwise.wins() + ", " + pairwise.ties() + ", " + pairwise.losses());
            line(html, "Win rate, ties by half", shown(pairwise.winRate()));
            line(html, "Chance of this if both were equal (sign test)", chance(pairwise.pValue()));
            line(html, "Both orders agree", shown(pairwise.orderConsistency()));
            line(html, "Decided without the judge", Numbers.count(pairwise.withoutJudge()));
            line(html, "Could not be told", Numbers.count(pairwise.unscored()));
        });
        html.close();
    }

    private static void accuracy(Html html, String title, String what, @Nullable Accuracy accuracy) {
        if (accuracy == null) {
            return;
        }
        html.open("section").leaf("h2", title);
        html.leaf(
                "p",
                Numbers.count(accuracy.rows(), "row", "rows") + ", "
                        + Numbers.count(accuracy.checks(), "check", "checks") + ". Shares of rows.",
                "class",
                "soft");
        table(html, List.of("Figure", "Value"), () -> {
            line(html, "Base, " + what, shown(accuracy.base()));
            line(html, "Student, " + what, shown(accuracy.student()));
            line(html, "Gain in points", points(accuracy.gain()));
            line(html, "Chance of this if both were equal (McNemar)", chance(accuracy.pValue()));
        });
        html.close();
    }

    private static void tasks(Html html, EvaluationReport report) {
        if (report.tasks().size() < 2) {
            return;
        }
        html.open("section").leaf("h2", "By task type");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "By task type");
        table(
                html,
                List.of("Task type", "Rows", "Wins", "Ties", "Losses", "Labeled", "Base right", "Student right"),
                () -> {
                    report.tasks().entrySet().stream().limit(MOST_TASKS).forEach(entry -> {
                        TaskFigures figures = entry.getValue();
                        html.open("tr").leaf("th", name(entry.getKey()), "scope", "row");
                        for (int number : new int[] {
                            figures.rows(),
                            figures.wins(),
                            figures.ties(),
                            figures.losses(),
                            figures.labeled(),
                            figures.baseRight(),
                            figures.studentRight()
                        }) {
                            html.leaf("td", Numbers.count(number), "class", "number");
                        }
                        html.close();
                    });
                });
        html.close().close();
    }

    private static void answers(Html html, EvaluationReport report) {
        html.open("section").leaf("h2", "The answers themselves");
        table(html, List.of("", "Base", "Student"), () -> {
            Answers base = report.baseAnswers();
            Answers student = report.studentAnswers();
            line(
                    html,
                    "Mean length, characters",
                    Numbers.plain(base.meanCharacters()),
                    Numbers.plain(student.meanCharacters()));
            line(html, "Cut off at the limit", Numbers.count(base.truncated()), Numbers.count(student.truncated()));
            TreeSet<String> reasons = new TreeSet<>(base.missing().keySet());
            reasons.addAll(student.missing().keySet());
            for (String reason : reasons) {
                line(
                        html,
                        "No answer: " + name(reason),
                        Numbers.count(base.missing().getOrDefault(reason, 0)),
                        Numbers.count(student.missing().getOrDefault(reason, 0)));
            }
        });
        html.close();
    }

    private static void data(Html html, @Nullable DataChange data) {
        if (data == null) {
            return;
        }
        Diversity before = data.before();
        Diversity after = data.after();
        html.open("section").leaf("h2", "The data before and after");
        html.leaf(
                "p",
                Numbers.count(data.beforeRows(), "row", "rows") + " before, " + Numbers.count(data.afterRows())
                        + " after; measured on " + Numbers.count(before.records())
                        + " of each. Distinct-n is the share of different runs of n words; similarity is the mean"
                        + " ROUGE-L of pairs: the lower, the more varied.",
                "class",
                "soft");
        table(html, List.of("Measure", "Before", "After"), () -> {
            measure(html, "Distinct-1", data, Diversity::distinct1);
            measure(html, "Distinct-2", data, Diversity::distinct2);
            measure(html, "Mean similarity", data, Diversity::meanSimilarity);
            measure(
                    html,
                    "Words of an instruction, mean",
                    data,
                    set -> set.instructionWords().mean());
            measure(html, "Words of a response, mean", data, EvaluationPage::responseWords);
            measure(html, "Task entropy, bits", data, Diversity::taskEntropy);
            TreeSet<String> tasks = new TreeSet<>(before.tasks().keySet());
            tasks.addAll(after.tasks().keySet());
            tasks.stream()
                    .limit(MOST_TASKS)
                    .forEach(task -> line(
                            html,
                            "Task " + name(task),
                            Numbers.share(before.tasks().getOrDefault(task, 0L), before.records()),
                            Numbers.share(after.tasks().getOrDefault(task, 0L), after.records())));
        });
        html.close();
    }

    private static double responseWords(Diversity set) {
        Diversity.Lengths words = set.responseWords();
        return words == null ? Double.NaN : words.mean();
    }

    private static void measure(Html html, String name, DataChange data, ToDoubleFunction<Diversity> of) {
        line(html, name, three(of.applyAsDouble(data.before())), three(of.applyAsDouble(data.after())));
    }

    private static void spend(Html html, List<ModelSpend> spend) {
        if (spend.isEmpty()) {
            return;
        }
        html.open("section").leaf("h2", "What it cost");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "What it cost");
        table(html, List.of("Model", "Requests", "Prompt tokens", "Reply tokens", "Cost"), () -> {
            for (ModelSpend one : spend) {
                line(
                        html,
                        name(one.model()),
                        Numbers.count(one.requests()),
                        Numbers.count(one.promptTokens()),
                        Numbers.count(one.completionTokens()),
                        Numbers.money(one.costUsd()));
            }
        });
        html.close().close();
    }

    private static void samples(Html html, List<Sample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        html.open("section").leaf("h2", "Some rows");
        for (Sample sample : samples) {
            html.open("article", "class", "sample");
            html.open("p", "class", "tags")
                    .leaf("span", sample.outcome(), "class", "tag")
                    .close();
            part(html, "Instruction", sample.instruction());
            part(html, "Base", sample.base());
            part(html, "Student", sample.student());
            html.close();
        }
        html.close();
    }

    private static void part(Html html, String name, @Nullable String text) {
        html.leaf("p", name, "class", "name soft");
        html.leaf("p", text == null ? "(no answer)" : Texts.cut(text, LONGEST_TEXT), "class", "words");
    }

    private static void table(Html html, List<String> columns, Runnable rows) {
        html.open("table").open("thead").open("tr");
        for (int i = 0; i < columns.size(); i++) {
            if (i == 0) {
                html.leaf("th", columns.get(i), "scope", "col");
            } else {
                html.leaf("th", columns.get(i), "scope", "col", "class", "number");
            }
        }
        html.close().close().open("tbody");
        rows.run();
        html.close().close();
    }

    private static void line(Html html, String name, String... values) {
        html.open("tr").leaf("th", name, "scope", "row");
        for (String value : values) {
            html.leaf("td", value, "class", "number");
        }
        html.close();
    }

    private static void key(Html html, String look, String text) {
        html.open("span", "class", "key")
                .leaf("span", "", "class", "dot " + look)
                .text(text)
                .close();
    }

    private static String name(String text) {
        return Texts.cut(text, LONGEST_NAME);
    }

    private static String shown(Interval share) {
        return Double.isNaN(share.value())
                ? "–"
                : String.format(
                        Locale.ROOT, "%.1f%% (%.1f–%.1f)", 100 * share.value(), 100 * share.low(), 100 * share.high());
    }

    private static String points(Interval gain) {
        return String.format(
                Locale.ROOT, "%+.1f (%+.1f to %+.1f)", 100 * gain.value(), 100 * gain.low(), 100 * gain.high());
    }

    private static String chance(double pValue) {
        return pValue < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", pValue);
    }

    private static String three(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
