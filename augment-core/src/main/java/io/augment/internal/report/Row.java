package io.augment.internal.report;

import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the page needs of a record. Of most records that is a little, and their {@link Details} are not even read; they
 * must be asked for while the record's line is at hand.
 */
final class Row {
    /** Stands for a task type or language that is not known. */
    static final String UNKNOWN = "";

    /** Members of a kept record, and of the objects in it, that only its details need, or nothing. */
    static final Set<String> DETAILS = Set.of(
            "instruction",
            "input",
            "response",
            "rejected",
            "system",
            "history",
            "language",
            "metadata",
            "origin",
            "steps",
            "defects",
            "reason");

    private static final int LONGEST_TEXT = 900;
    static final int LONGEST_NAME = 80;
    private static final int MOST_STEPS = 12;

    private final String id;
    private final String task;
    private final @Nullable String seedId;
    private final boolean judged;
    private final double score;
    private final Map<String, Double> dimensions;
    private final Supplier<Json.Obj> whole;
    private @Nullable Details details;

    /** One step on the way from the seed to the row. */
    record Step(
            String stage,
            String by,
            String model,
            String promptId,
            @Nullable String costUsd) {}

    /**
     * Holds what is shown of a sample.
     *
     * @param spoken language that it is in
     * @param origin where the row or its seed was read, or an empty string
     */
    private record Details(
            String text, String input, String response, RowLanguage spoken, List<Step> steps, String origin) {
        static Details of(Json.Obj record) {
            String text = Values.textOrEmpty(record, "instruction");
            List<Step> steps = new ArrayList<>();
            for (Json.Obj step : Values.objects(Values.object(record, "provenance"), "steps")) {
                if (steps.size() < MOST_STEPS) {
                    steps.add(step(step));
                }
            }
            Json.Obj origin = Values.object(record, "origin");
            return new Details(
                    text,
                    Values.textOrEmpty(record, "input"),
                    Values.textOrEmpty(record, "response"),
                    new RowLanguage(record.text("language"), text),
                    steps,
                    origin.values().isEmpty()
                            ? ""
                            : Texts.cut(Values.textOrEmpty(origin, "source"), LONGEST_NAME) + ":"
                                    + Values.number(origin, "line"));
        }

        private static Step step(Json.Obj step) {
            return new Step(
                    Texts.cut(Values.textOrEmpty(step, "stage"), LONGEST_NAME),
                    Texts.cut(Values.textOrEmpty(step, "by"), LONGEST_NAME),
                    Texts.cut(Values.textOrEmpty(step, "model"), LONGEST_NAME),
                    Texts.cut(Values.textOrEmpty(step, "promptId"), LONGEST_NAME),
                    step.text("costUsd"));
        }

        Details shortened() {
            return new Details(
                    Texts.cut(text, LONGEST_TEXT),
                    Texts.cut(input, LONGEST_TEXT),
                    Texts.cut(response, LONGEST_TEXT),
                    spoken,
                    steps,
                    origin);
        }
    }

    private Row(Json.Obj record, Supplier<Json.Obj> whole) {
        Json.Obj verdict = Values.object(record, "verdict");
        Map<String, Double> found = new LinkedHashMap<>();
        Values.object(verdict, "dimensions")
                .values()
                .forEach((name, value) -> found.put(Texts.cut(name, LONGEST_NAME), Values.real(value)));
        this.id = Values.textOrEmpty(record, "id");
        this.task = Texts.cut(Values.textOrEmpty(record, "task"), LONGEST_NAME);
        this.seedId = Values.object(record, "provenance").text("seedId");
        this.judged = !verdict.values().isEmpty();
        this.score = Values.real(verdict.get("score"));
        this.dimensions = found;
        this.whole = whole;
    }

    private Row(Row row, Details details) {
        this.id = row.id;
        this.task = row.task;
        this.seedId = row.seedId;
        this.judged = row.judged;
        this.score = row.score;
        this.dimensions = row.dimensions;
        this.whole = () -> new Json.Obj(Map.of());
        this.details = details;
    }

    /** Takes a record with all its members. */
    static Row of(Json.Obj record) {
        return new Row(record, () -> record);
    }

    /**
     * Takes a record that may lack its {@link #DETAILS}.
     *
     * @param whole reads all of it
     */
    static Row of(Json.Obj record, Supplier<Json.Obj> whole) {
        return new Row(record, whole);
    }

    /** Returns a copy that is small enough to keep, and has its details with it. */
    Row shortened() {
        return new Row(this, details().shortened());
    }

    private Details details() {
        Details known = details;
        if (known == null) {
            known = Details.of(whole.get());
            details = known;
        }
        return known;
    }

    String id() {
        return id;
    }

    String text() {
        return details().text();
    }

    String input() {
        return details().input();
    }

    String response() {
        return details().response();
    }

    /** Returns the name of the language that it is in, or {@link #UNKNOWN}. */
    String language() {
        return details().spoken().name();
    }

    List<Step> steps() {
        return details().steps();
    }

    /** Returns where the row or its seed was read, or an empty string. */
    String origin() {
        return details().origin();
    }

    String task() {
        return task;
    }

    /** Returns the identifier of the seed, or null for a seed. */
    @Nullable
    String seedId() {
        return seedId;
    }

    boolean isSeed() {
        return seedId == null;
    }

    /** Returns whether a judge looked at the row. */
    boolean isJudged() {
        return judged;
    }

    /** Returns the overall score, or {@code NaN} when there is none. */
    double score() {
        return score;
    }

    Map<String, Double> dimensions() {
        return dimensions;
    }
}
