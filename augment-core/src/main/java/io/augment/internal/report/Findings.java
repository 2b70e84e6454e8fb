package io.augment.internal.report;

import io.augment.internal.format.Json;
import io.augment.internal.text.Hashing;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what the record files say, in bounded memory. Not safe for use by many threads. */
public final class Findings {
    private static final int MOST_EXAMPLES = 200;
    private static final int LONGEST_EXAMPLE = 240;

    /** Rows whose language is looked at, at least, where there are as many. */
    private static final long ENOUGH_FOR_LANGUAGES = 2_000;

    private final Mix tasks = new Mix();
    private final Mix languages = new Mix();
    private final Sampled seedSample = new Sampled();
    private final Sampled keptSample = new Sampled();
    private final Scores scores = new Scores();
    private final Samples samples = new Samples();
    private final Map<Cause, Instance> instances = new HashMap<>();
    private final long languageEvery;
    private long seeds;
    private long kept;
    private long rejected;
    private long failed;
    private long skipped;

    /** How a record was lost. */
    enum Fate {
        REJECTED,
        FAILED
    }

    /** Why a record was lost. */
    record Cause(Fate fate, String stage, String reason) {}

    /** One record that was lost: its text, what exactly was wrong, and where it was read. */
    record Instance(String text, String detail, String origin) {}

    /**
     * Starts with nothing.
     *
     * @param rows how many rows the run kept
     */
    Findings(long rows) {
        this.languageEvery = Math.max(1, rows / ENOUGH_FOR_LANGUAGES);
    }

    void kept(Row row) {
        seed(row);
        keptSample.offer(row);
        tasks.after(row.task());
        if (isLookedAt(++kept)) {
            languages.after(row.language());
            samples.offer(row);
        }
        scores.kept(row);
    }

    /** Draws at random, since a seed and what was made of it come in turns. */
    private boolean isLookedAt(long number) {
        return Math.floorMod(Hashing.mix(number), languageEvery) == 0;
    }

    void lost(Fate fate, Json.Obj line) {
        if (fate == Fate.REJECTED) {
            rejected++;
        } else {
            failed++;
        }
        Row row = line.get("record") instanceof Json.Obj record ? Row.of(record) : null;
        if (row != null) {
            // An expansion that failed is reported with its seed's fields; the seed itself went on.
            if (fate == Fate.REJECTED || !row.id().endsWith("/" + Values.textOrEmpty(line, "stage"))) {
                seed(row);
                samples.offerSeed(row);
            }
            if (fate == Fate.REJECTED) {
                scores.rejected(row);
            }
        }
        Cause cause = new Cause(fate, Values.textOrEmpty(line, "stage"), Values.textOrEmpty(line, "reason"));
        if (instances.size() < MOST_EXAMPLES && !instances.containsKey(cause)) {
            instances.put(cause, instance(line, row));
        }
    }

    private static Instance instance(Json.Obj line, @Nullable Row row) {
        String text = row == null ? Values.textOrEmpty(line, "record") : row.text();
        String response = row == null ? "" : row.response();
        String file = Values.textOrEmpty(line, "file");
        return new Instance(
                Texts.cut(response.isEmpty() ? text : text + " → " + response, LONGEST_EXAMPLE),
                Texts.cut(Values.textOrEmpty(line, "detail"), LONGEST_EXAMPLE),
                file.isEmpty() ? "" : Texts.cut(file, LONGEST_EXAMPLE) + ":" + Values.number(line, "line"));
    }

    private void seed(Row row) {
        if (row.isSeed()) {
            seedSample.offer(row);
            tasks.before(row.task());
            if (isLookedAt(++seeds)) {
                languages.before(row.language());
            }
        }
    }

    void skipped(long lines) {
        this.skipped = lines;
    }

    @Nullable
    Instance instance(Fate fate, String stage, String reason) {
        return instances.get(new Cause(fate, stage, reason));
    }

    Mix tasks() {
        return tasks;
    }

    /** Returns the languages of the rows that were looked at. */
    Mix languages() {
        return languages;
    }

    /** Returns of how many rows one was looked at for its language, on average. */
    long languageEvery() {
        return languageEvery;
    }

    Sampled seedSample() {
        return seedSample;
    }

    Sampled keptSample() {
        return keptSample;
    }

    Scores scores() {
        return scores;
    }

    Samples samples() {
        return samples;
    }

    long kept() {
        return kept;
    }

    long rejected() {
        return rejected;
    }

    long failed() {
        return failed;
    }

    /** Returns how many lines could not be used. */
    long skipped() {
        return skipped;
    }
}
