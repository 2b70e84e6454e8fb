package io.augment.internal.report;

import io.augment.internal.format.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the figures of an evaluation from its JSON, and puts them into words. */
final class EvaluationFigures {
    private static final int LONGEST_NAME = 80;
    private static final String NONE = "–";

    private final Json.Obj evaluation;

    EvaluationFigures(Json.Obj evaluation) {
        this.evaluation = evaluation;
    }

    String student() {
        return name(Values.textOrEmpty(evaluation, "student"));
    }

    String lead() {
        return "Student: " + student() + ". Base: " + name(Values.textOrEmpty(evaluation, "base")) + ". "
                + Numbers.count(Values.number(evaluation, "rows"), "row", "rows") + " asked of both; "
                + Numbers.count(Values.number(evaluation, "failed")) + " failed, "
                + Numbers.count(Values.number(evaluation, "notReached"))
                + " not reached. Intervals of 95%; they speak of rows like these.";
    }

    String headline() {
        Json.Obj pairwise = pairwise();
        if (pairwise != null && !Double.isNaN(of(pairwise, "winRate", "value"))) {
            String verdict = of(pairwise, "winRate", "low") > 0.5
                    ? "The student is preferred"
                    : of(pairwise, "winRate", "high") < 0.5 ? "The base model is preferred" : "No difference is shown";
            return verdict + ": win rate " + share(pairwise, "winRate");
        }
        Json.Obj accuracy = member("labeled") == null ? member("constraints") : member("labeled");
        if (accuracy == null) {
            return "Nothing was compared";
        }
        String verdict = of(accuracy, "gain", "low") > 0
                ? "The student is right more often"
                : of(accuracy, "gain", "high") < 0 ? "The base model is right more often" : "No difference is shown";
        return verdict + ": " + points(accuracy, "gain") + " points";
    }

    List<String> warnings() {
        return Values.texts(evaluation, "warnings");
    }

    Json.@Nullable Obj pairwise() {
        return member("pairwise");
    }

    /** Returns a member that may be absent. */
    Json.@Nullable Obj member(String name) {
        return evaluation.get(name) instanceof Json.Obj member ? member : null;
    }

    /** Returns the figures of each task type. */
    Map<String, Json> tasks() {
        return Values.object(evaluation, "tasks").values();
    }

    List<Json.Obj> rows(String name) {
        return Values.objects(evaluation, name);
    }

    static String name(String text) {
        return Texts.cut(text, LONGEST_NAME);
    }

    /** Returns a share with its interval, in percent. */
    static String share(Json.Obj object, String name) {
        double value = of(object, name, "value");
        return Double.isNaN(value)
                ? NONE
                : String.format(
                        Locale.ROOT,
                        "%.1f%% (%.1f–%.1f)",
                        100 * value,
                        100 * of(object, name, "low"),
                        100 * of(object, name, "high"));
    }

    /** Returns a difference of shares with its interval, in points. */
    static String points(Json.Obj object, String name) {
        return String.format(
                Locale.ROOT,
                "%+.1f (%+.1f to %+.1f)",
                100 * of(object, name, "value"),
                100 * of(object, name, "low"),
                100 * of(object, name, "high"));
    }

    static String chance(Json.Obj object) {
        double value = Values.real(object.get("pValue"));
        return value < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String three(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
    }

    private static double of(Json.Obj object, String name, String part) {
        return Values.real(Values.object(object, name).get(part));
    }
}
