package io.augment.internal.report;

import io.augment.internal.check.Language;
import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the page needs of a record.
 *
 * @param notedLanguage language that the record names, or null
 * @param seedId identifier of the seed, or null for a seed
 * @param isJudged whether a judge looked at the row
 * @param score overall score, or {@code NaN} when there is none
 * @param origin where the row or its seed was read, or an empty string
 */
record Row(
        String id,
        String text,
        String input,
        String response,
        String task,
        @Nullable String notedLanguage,
        @Nullable String seedId,
        boolean isJudged,
        double score,
        Map<String, Double> dimensions,
        List<Step> steps,
        String origin) {
    /** Stands for a task type or language that is not known. */
    static final String UNKNOWN = "";

    private static final int LONGEST_TEXT = 900;
    private static final int LONGEST_NAME = 80;
    private static final int MOST_STEPS = 12;

    /** Letters that are enough to tell a language. */
    private static final int BEGINNING = 160;

    /** One step on the way from the seed to the row. */
    record Step(
            String stage,
            String by,
            String model,
            String promptId,
            @Nullable String costUsd) {}

    static Row of(Json.Obj record) {
        Json.Obj provenance = Values.object(record, "provenance");
        Json.Obj verdict = Values.object(record, "verdict");
        Map<String, Double> dimensions = new LinkedHashMap<>();
        Values.object(verdict, "dimensions")
                .values()
                .forEach((name, value) -> dimensions.put(Texts.cut(name, LONGEST_NAME), Values.real(value)));
        List<Step> steps = new ArrayList<>();
        for (Json.Obj step : Values.objects(provenance, "steps")) {
            if (steps.size() < MOST_STEPS) {
                steps.add(step(step));
            }
        }
        Json.Obj origin = Values.object(record, "origin");
        return new Row(
                Values.textOrEmpty(record, "id"),
                Values.textOrEmpty(record, "instruction"),
                Values.textOrEmpty(record, "input"),
                Values.textOrEmpty(record, "response"),
                Texts.cut(Values.textOrEmpty(record, "task"), LONGEST_NAME),
                record.text("language"),
                provenance.text("seedId"),
                !verdict.values().isEmpty(),
                Values.real(verdict.get("score")),
                dimensions,
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

    /** Returns the language that is noted or that the text is in; to find it takes longer than to read the row. */
    String language() {
        if (notedLanguage != null) {
            return Texts.cut(notedLanguage, LONGEST_NAME);
        }
        String found = Language.detect(Texts.cut(text, BEGINNING));
        return found == null ? UNKNOWN : found;
    }

    boolean isSeed() {
        return seedId == null;
    }

    /** Returns a copy that is small enough to keep. */
    Row shortened() {
        return new Row(
                id,
                Texts.cut(text, LONGEST_TEXT),
                Texts.cut(input, LONGEST_TEXT),
                Texts.cut(response, LONGEST_TEXT),
                task,
                notedLanguage,
                seedId,
                isJudged,
                score,
                dimensions,
                steps,
                origin);
    }
}
