package io.augment.internal.evaluate;

import io.augment.evaluate.AnswerMatcher;
import io.augment.evaluate.DataChange;
import io.augment.evaluate.EvaluationReport;
import io.augment.evaluate.EvaluationReport.Accuracy;
import io.augment.evaluate.EvaluationReport.Answers;
import io.augment.evaluate.EvaluationReport.Pairwise;
import io.augment.evaluate.EvaluationReport.Sample;
import io.augment.evaluate.EvaluationReport.TaskFigures;
import io.augment.internal.calibrate.Bootstrap;
import io.augment.internal.constraint.Constraint;
import io.augment.internal.constraint.Constraints;
import io.augment.judge.Interval;
import io.augment.judge.Preference;
import io.augment.run.ModelSpend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what the rows say. */
final class Figures {
    /** Below this many rows an interval says little. */
    private static final int FEW = 30;

    private static final double CONSISTENT = 0.7;
    private static final double LONGER = 1.25;
    private static final int SAMPLES_EACH = 4;

    private final List<Row> rows;
    private final AnswerMatcher matcher;
    private final boolean isJudged;
    private final long seed;

    /** A row in which both sides were checked. */
    private record Checked(boolean base, boolean student, int checks) {}

    Figures(List<Row> rows, AnswerMatcher matcher, boolean isJudged, long seed) {
        this.rows = rows;
        this.matcher = matcher;
        this.isJudged = isJudged;
        this.seed = seed;
    }

    EvaluationReport report(
            String base, String student, int failed, int all, List<ModelSpend> spend, @Nullable DataChange data) {
        Pairwise pairwise = isJudged ? pairwise() : null;
        Accuracy labeled = accuracy(this::labeled);
        Accuracy constraints = accuracy(Figures::constrained);
        Answers baseAnswers = answers(Row::base);
        Answers studentAnswers = answers(Row::student);
        return new EvaluationReport(
                base,
                student,
                rows.size(),
                failed,
                all - rows.size() - failed,
                pairwise,
                labeled,
                constraints,
                tasks(),
                baseAnswers,
                studentAnswers,
                spend,
                data,
                samples(),
                warnings(pairwise, baseAnswers, studentAnswers));
    }

    private Pairwise pairwise() {
        List<Preference> told = new ArrayList<>();
        int judged = 0;
        int consistent = 0;
        int withoutJudge = 0;
        for (Row row : rows) {
            if (row.preference() != null) {
                told.add(row.preference());
            }
            if (row.comparison() == null) {
                withoutJudge++;
            } else if (row.comparison().preference() != null) {
                judged++;
                consistent += row.comparison().isConsistent() ? 1 : 0;
            }
        }
        int wins = count(told, Preference.FIRST);
        int losses = count(told, Preference.SECOND);
        return new Pairwise(
                wins,
                told.size() - wins - losses,
                losses,
                rows.size() - told.size(),
                withoutJudge,
                winRate(told),
                SignTest.pValue(wins, losses),
                Interval.ofShare(consistent, judged));
    }

    private Interval winRate(List<Preference> told) {
        int wins = count(told, Preference.FIRST);
        if (wins == told.size() || count(told, Preference.SECOND) == told.size()) {
            // Resampled, rows that all say the same would claim to leave no doubt, however few they are.
            return Interval.ofShare(wins, told.size());
        }
        double[] points = told.stream()
                .mapToDouble(one -> one == Preference.FIRST ? 1 : one == Preference.TIE ? 0.5 : 0)
                .toArray();
        return mean(points, 0, 1);
    }

    /** Returns a mean with its interval by resampling; without rows the whole range, with no value. */
    private Interval mean(double[] values, double least, double most) {
        if (values.length == 0) {
            return new Interval(Double.NaN, least, most);
        }
        return Bootstrap.of(values.length, seed, sample -> {
            double sum = 0;
            for (int row : sample) {
                sum += values[row];
            }
            return sum / sample.length;
        });
    }

    private @Nullable Accuracy accuracy(Function<Row, @Nullable Checked> check) {
        List<Checked> checked = new ArrayList<>();
        for (Row row : rows) {
            Checked one = check.apply(row);
            if (one != null) {
                checked.add(one);
            }
        }
        if (checked.isEmpty()) {
            return null;
        }
        int base = (int) checked.stream().filter(Checked::base).count();
        int student = (int) checked.stream().filter(Checked::student).count();
        int both = (int)
                checked.stream().filter(one -> one.base() && one.student()).count();
        double[] gains = checked.stream()
                .mapToDouble(one -> (one.student() ? 1 : 0) - (one.base() ? 1 : 0))
                .toArray();
        return new Accuracy(
                checked.size(),
                checked.stream().mapToInt(Checked::checks).sum(),
                Interval.ofShare(base, checked.size()),
                Interval.ofShare(student, checked.size()),
                mean(gains, -1, 1),
                SignTest.pValue(student - both, base - both));
    }

    /** A missing answer is a wrong one. */
    private @Nullable Checked labeled(Row row) {
        String expected = row.expected();
        if (expected == null || expected.isBlank()) {
            return null;
        }
        Boolean base = right(expected, row.base());
        Boolean student = right(expected, row.student());
        return base == null || student == null ? null : new Checked(base, student, 1);
    }

    private @Nullable Boolean right(String expected, Row.Side side) {
        String text = side.text();
        Boolean matches = matcher.matches(expected, text == null ? "" : text);
        return matches == null ? null : Boolean.valueOf(text != null && matches);
    }

    private static @Nullable Checked constrained(Row row) {
        List<Constraint> constraints = Constraints.in(row.asked().text());
        return constraints.isEmpty()
                ? null
                : new Checked(
                        meetsAll(constraints, row.base()), meetsAll(constraints, row.student()), constraints.size());
    }

    private static boolean meetsAll(List<Constraint> constraints, Row.Side side) {
        String text = side.text();
        return text != null
                && constraints.stream()
                        .allMatch(constraint -> constraint.holds().test(text));
    }

    private Map<String, TaskFigures> tasks() {
        Map<String, TaskFigures> tasks = new TreeMap<>();
        for (Row row : rows) {
            String task = row.asked().task();
            Checked checked = labeled(row);
            Preference preference = row.preference();
            tasks.merge(
                    task == null || task.isBlank() ? "unknown" : task,
                    new TaskFigures(
                            1,
                            preference == Preference.FIRST ? 1 : 0,
                            preference == Preference.TIE ? 1 : 0,
                            preference == Preference.SECOND ? 1 : 0,
                            checked == null ? 0 : 1,
                            checked != null && checked.base() ? 1 : 0,
                            checked != null && checked.student() ? 1 : 0),
                    Figures::sum);
        }
        return tasks;
    }

    private static TaskFigures sum(TaskFigures one, TaskFigures other) {
        return new TaskFigures(
                one.rows() + other.rows(),
                one.wins() + other.wins(),
                one.ties() + other.ties(),
                one.losses() + other.losses(),
                one.labeled() + other.labeled(),
                one.baseRight() + other.baseRight(),
                one.studentRight() + other.studentRight());
    }

    private Answers answers(Function<Row, Row.Side> of) {
        Map<String, Integer> missing = new TreeMap<>();
        int truncated = 0;
        int answered = 0;
        double characters = 0;
        for (Row row : rows) {
            Row.Side side = of.apply(row);
            if (side.answer() == null) {
                missing.merge(side.missing() == null ? "unknown" : side.missing(), 1, Integer::sum);
            } else {
                answered++;
                truncated += side.answer().truncated() ? 1 : 0;
                characters += side.answer().text().length();
            }
        }
        return new Answers(missing, truncated, answered == 0 ? 0 : characters / answered);
    }

    /** Some rows of each outcome, in the order of the rows. */
    private List<Sample> samples() {
        Map<String, Integer> taken = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        for (Row row : rows) {
            String outcome = outcome(row);
            if (taken.merge(outcome, 1, Integer::sum) <= SAMPLES_EACH) {
                samples.add(new Sample(
                        row.asked().prompt(), row.base().text(), row.student().text(), outcome));
            }
        }
        return samples;
    }

    private String outcome(Row row) {
        if (isJudged) {
            Preference preference = row.preference();
            if (preference == null) {
                return "unscored";
            }
            return switch (preference) {
                case FIRST -> "win";
                case SECOND -> "loss";
                case TIE -> "tie";
            };
        }
        Checked checked = labeled(row);
        return checked == null ? "answered" : checked.student() ? "right" : "wrong";
    }

    private List<String> warnings(@Nullable Pairwise pairwise, Answers base, Answers student) {
        List<String> warnings = new ArrayList<>();
        if (rows.size() < FEW) {
            warnings.add("Only " + rows.size() + " rows were evaluated: the intervals are wide, and say so.");
        }
        if (pairwise != null && pairwise.orderConsistency().value() < CONSISTENT) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The judge contradicts itself when the answers change places: both orders agree in %.0f%% of the"
                            + " rows. Calibrate it, or use a stronger one.",
                    100 * pairwise.orderConsistency().value()));
        }
        double longer = Math.max(student.meanCharacters(), 1) / Math.max(base.meanCharacters(), 1);
        if (pairwise != null && (longer > LONGER || longer < 1 / LONGER)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The student's answers are on average %.1f times as long as the base model's; judges tend to"
                            + " prefer longer answers.",
                    longer));
        }
        return warnings;
    }

    private static int count(List<Preference> told, Preference one) {
        return (int) told.stream().filter(preference -> preference == one).count();
    }
}
