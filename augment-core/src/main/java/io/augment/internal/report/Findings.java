package io.augment.internal.report;

import io.augment.internal.format.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what the record files say, in bounded memory. Not safe for use by many threads. */
public final class Findings {
    private static final int MOST_EXAMPLES = 200;
    private static final int LONGEST_EXAMPLE = 240;

    private final Mix tasks = new Mix();
    private final Mix languages = new Mix();
    private final Sampled seedSample = new Sampled();
    private final Sampled keptSample = new Sampled();
    private final Scores scores = new Scores();
    private final Samples samples = new Samples();
    private final Map<Cause, Instance> instances = new HashMap<>();
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

    void kept(Row row) {
        kept++;
        seed(row);
        keptSample.offer(row);
        tasks.after(row.task());
        languages.after(row.language());
        scores.kept(row);
        samples.offer(row);
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
            languages.before(row.language());
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

    Mix languages() {
        return languages;
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
