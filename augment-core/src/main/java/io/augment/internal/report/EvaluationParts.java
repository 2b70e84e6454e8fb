package io.augment.internal.report;

import io.augment.internal.format.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Writes the parts of an evaluation one after the other; each has a heading of the level that fits the page around it. */
final class EvaluationParts {
    private static final int LONGEST_TEXT = 1_500;
    private static final int MOST_TASKS = 40;
    private static final List<String> TASK_COUNTS =
            List.of("rows", "wins", "ties", "losses", "labeled", "baseRight", "studentRight");

    private final Html html;
    private final EvaluationFigures figures;
    private final String block;
    private final String heading;

    /**
     * Creates a writer.
     *
     * @param block element around each part
     * @param heading element of its heading
     */
    EvaluationParts(Html html, EvaluationFigures figures, String block, String heading) {
        this.html = html;
        this.figures = figures;
        this.block = block;
        this.heading = heading;
    }

    void write() {
        warnings();
        preferences();
        accuracy("Expected answers", "right", figures.member("labeled"));
        accuracy("Constraints that the instruction states", "all met", figures.member("constraints"));
        tasks();
        answers();
        data(figures.member("data"));
        spend();
        samples();
    }

    private void part(String title, Runnable content) {
        html.open(block, "class", "part").leaf(heading, title);
        content.run();
        html.close();
    }

    private void warnings() {
        if (!figures.warnings().isEmpty()) {
            html.open(block, "class", "warnings")
                    .leaf(heading, "Before you rely on this")
                    .open("ul");
            figures.warnings().forEach(warning -> html.leaf("li", warning));
            html.close().close();
        }
    }

    private void preferences() {
        Json.Obj pairwise = figures.pairwise();
        if (pairwise == null) {
            return;
        }
        long wins = Values.number(pairwise, "wins");
        long ties = Values.number(pairwise, "ties");
        long losses = Values.number(pairwise, "losses");
        part("Which answer is better", () -> {
            html.open("p", "class", "legend");
            key("kept", "student better");
            key("left", "neither");
            key("rejected", "base better");
            html.close();
            long told = Math.max(1, wins + ties + losses);
            Pictures.bar(
                    html,
                    "bar",
                    List.of(
                            new Pictures.Part("kept", (double) wins / told),
                            new Pictures.Part("left", (double) ties / told),
                            new Pictures.Part("rejected", (double) losses / told)));
            table(List.of("Figure", "Value"), () -> {
                line("Wins, ties, losses", wins + ", " + ties + ", " + losses);
                line("Win rate, ties by half", EvaluationFigures.share(pairwise, "winRate"));
                line("Chance of this if both were equal (sign test)", EvaluationFigures.chance(pairwise));
                line("Both orders agree", EvaluationFigures.share(pairwise, "orderConsistency"));
                line("Decided without the judge", Numbers.count(Values.number(pairwise, "withoutJudge")));
                line("Could not be told", Numbers.count(Values.number(pairwise, "unscored")));
            });
        });
    }

    private void accuracy(String title, String what, Json.@Nullable Obj accuracy) {
        if (accuracy == null) {
            return;
        }
        part(title, () -> {
            html.leaf(
                    "p",
                    Numbers.count(Values.number(accuracy, "rows"), "row", "rows") + ", "
                            + Numbers.count(Values.number(accuracy, "checks"), "check", "checks")
                            + ". Shares of rows.",
                    "class",
                    "soft");
            table(List.of("Figure", "Value"), () -> {
                line("Base, " + what, EvaluationFigures.share(accuracy, "base"));
                line("Student, " + what, EvaluationFigures.share(accuracy, "student"));
                line("Gain in points", EvaluationFigures.points(accuracy, "gain"));
                line("Chance of this if both were equal (McNemar)", EvaluationFigures.chance(accuracy));
            });
        });
    }

    private void tasks() {
        Map<String, Json> tasks = figures.tasks();
        if (tasks.size() < 2) {
            return;
        }
        part(
                "By task type",
                () -> wide(
                        "By task type",
                        List.of(
                                "Task type",
                                "Rows",
                                "Wins",
                                "Ties",
                                "Losses",
                                "Labeled",
                                "Base right",
                                "Student right"),
                        () -> tasks.entrySet().stream().limit(MOST_TASKS).forEach(task -> {
                            if (task.getValue() instanceof Json.Obj counts) {
                                line(
                                        EvaluationFigures.name(task.getKey()),
                                        TASK_COUNTS.stream()
                                                .map(count -> Numbers.count(Values.number(counts, count)))
                                                .toArray(String[]::new));
                            }
                        })));
    }

    private void answers() {
        Json.Obj base = figures.member("baseAnswers");
        Json.Obj student = figures.member("studentAnswers");
        if (base == null || student == null) {
            return;
        }
        part(
                "The answers themselves",
                () -> table(List.of("", "Base", "Student"), () -> {
                    line(
                            "Mean length, characters",
                            Numbers.plain(Values.real(base.get("meanCharacters"))),
                            Numbers.plain(Values.real(student.get("meanCharacters"))));
                    line(
                            "Cut off at the limit",
                            Numbers.count(Values.number(base, "truncated")),
                            Numbers.count(Values.number(student, "truncated")));
                    Map<String, Long> baseMissing = Values.counts(base, "missing");
                    Map<String, Long> studentMissing = Values.counts(student, "missing");
                    TreeSet<String> reasons = new TreeSet<>(baseMissing.keySet());
                    reasons.addAll(studentMissing.keySet());
                    for (String reason : reasons) {
                        line(
                                "No answer: " + EvaluationFigures.name(reason),
                                Numbers.count(baseMissing.getOrDefault(reason, 0L)),
                                Numbers.count(studentMissing.getOrDefault(reason, 0L)));
                    }
                }));
    }

    private void data(Json.@Nullable Obj data) {
        if (data == null) {
            return;
        }
        Json.Obj before = Values.object(data, "before");
        Json.Obj after = Values.object(data, "after");
        part("The data before and after", () -> {
            html.leaf(
                    "p",
                    Numbers.count(Values.number(data, "beforeRows"), "row", "rows") + " before, "
                            + Numbers.count(Values.number(data, "afterRows")) + " after; measured on "
                            + Numbers.count(Values.number(before, "records"))
                            + " of each. Distinct-n is the share of different runs of n words; similarity is the mean"
                            + " ROUGE-L of pairs: the lower, the more varied.",
                    "class",
                    "soft");
            table(List.of("Measure", "Before", "After"), () -> {
                measure("Distinct-1", before, after, set -> Values.real(set.get("distinct1")));
                measure("Distinct-2", before, after, set -> Values.real(set.get("distinct2")));
                measure("Mean similarity", before, after, set -> Values.real(set.get("meanSimilarity")));
                measure("Words of an instruction, mean", before, after, set -> mean(set, "instructionWords"));
                measure("Words of a response, mean", before, after, set -> mean(set, "responseWords"));
                measure("Task entropy, bits", before, after, set -> Values.real(set.get("taskEntropy")));
                Map<String, Long> tasksBefore = Values.counts(before, "tasks");
                Map<String, Long> tasksAfter = Values.counts(after, "tasks");
                TreeSet<String> tasks = new TreeSet<>(tasksBefore.keySet());
                tasks.addAll(tasksAfter.keySet());
                tasks.stream()
                        .limit(MOST_TASKS)
                        .forEach(task -> line(
                                "Task " + EvaluationFigures.name(task),
                                Numbers.share(tasksBefore.getOrDefault(task, 0L), Values.number(before, "records")),
                                Numbers.share(tasksAfter.getOrDefault(task, 0L), Values.number(after, "records"))));
            });
        });
    }

    private static double mean(Json.Obj set, String lengths) {
        return Values.real(Values.object(set, lengths).get("mean"));
    }

    private void measure(String name, Json.Obj before, Json.Obj after, ToDoubleFunction<Json.Obj> of) {
        line(name, EvaluationFigures.three(of.applyAsDouble(before)), EvaluationFigures.three(of.applyAsDouble(after)));
    }

    private void spend() {
        List<Json.Obj> spend = figures.rows("spend");
        if (spend.isEmpty()) {
            return;
        }
        part(
                "What it cost",
                () -> wide(
                        "What it cost",
                        List.of("Model", "Requests", "Prompt tokens", "Reply tokens", "Cost"),
                        () -> spend.forEach(one -> {
                            String cost = one.text("costUsd");
                            line(
                                    EvaluationFigures.name(Values.textOrEmpty(one, "model")),
                                    Numbers.count(Values.number(one, "requests")),
                                    Numbers.count(Values.number(one, "promptTokens")),
                                    Numbers.count(Values.number(one, "completionTokens")),
                                    cost == null ? Numbers.money((BigDecimal) null) : Numbers.money(cost));
                        })));
    }

    private void samples() {
        List<Json.Obj> samples = figures.rows("samples");
        if (samples.isEmpty()) {
            return;
        }
        part("Some rows", () -> {
            for (Json.Obj sample : samples) {
                html.open("article", "class", "sample");
                html.open("p", "class", "tags")
                        .leaf("span", Values.textOrEmpty(sample, "outcome"), "class", "tag")
                        .close();
                text("Instruction", sample.text("instruction"));
                text("Base", sample.text("base"));
                text("Student", sample.text("student"));
                html.close();
            }
        });
    }

    private void text(String name, @Nullable String text) {
        html.leaf("p", name, "class", "name soft");
        html.leaf("p", text == null ? "(no answer)" : Texts.cut(text, LONGEST_TEXT), "class", "words");
    }

    /** Writes a table that a narrow screen scrolls sideways. */
    private void wide(String label, List<String> columns, Runnable rows) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
        table(columns, rows);
        html.close();
    }

    private void table(List<String> columns, Runnable rows) {
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

    private void line(String name, String... values) {
        html.open("tr").leaf("th", name, "scope", "row");
        for (String value : values) {
            html.leaf("td", value, "class", "number");
        }
        html.close();
    }

    private void key(String look, String text) {
        html.open("span", "class", "key")
                .leaf("span", "", "class", "dot " + look)
                .text(text)
                .close();
    }
}
