package io.augment.internal.run;

import io.augment.AugmentException;
import io.augment.run.StageCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the run's account, stage by stage, and checks that it adds up. Used by the thread that drives the run. */
final class Accounts {
    /** Name of the last stage: rows are checked against the export's formats and delivered. */
    static final String EXPORT = "export";

    private long created;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    private static final class Count {
        private long in;
        private long created;
        private long kept;
        private final Map<String, Long> rejected = new TreeMap<>();
        private final Map<String, Long> failed = new TreeMap<>();
        private final Map<String, Long> notReached = new TreeMap<>();

        StageCount frozen(String stage) {
            return new StageCount(stage, in, created, kept, rejected, failed, notReached);
        }
    }

    Accounts(List<StageSpec> stages) {
        counts.put(SourceFlow.STAGE, new Count());
        for (StageSpec stage : stages) {
            counts.put(stage.name(), new Count());
        }
        counts.put(EXPORT, new Count());
    }

    void add(Tally tally) {
        for (Tally.Note note : tally.notes()) {
            add(note.stage(), note.kind(), note.reason());
        }
    }

    void add(String stage, Tally.Kind kind, String reason) {
        Count count = counts.get(stage);
        if (count == null) {
            throw new IllegalStateException("No such stage: " + stage);
        }
        switch (kind) {
            case IN -> count.in++;
            case CREATED -> {
                count.created++;
                created++;
            }
            case KEPT -> count.kept++;
            case REJECTED -> count.rejected.merge(reason, 1L, Long::sum);
            case FAILED -> count.failed.merge(reason, 1L, Long::sum);
            case NOT_REACHED -> count.notReached.merge(reason, 1L, Long::sum);
        }
    }

    List<StageCount> frozen() {
        List<StageCount> frozen = new ArrayList<>();
        counts.forEach((stage, count) -> frozen.add(count.frozen(stage)));
        return frozen;
    }

    long read() {
        return frozen().get(0).in();
    }

    long created() {
        return created;
    }

    long kept() {
        Count count = counts.get(EXPORT);
        return count == null ? 0 : count.kept;
    }

    long rejected() {
        return counts.values().stream()
                .mapToLong(count -> StageCount.sum(count.rejected))
                .sum();
    }

    long failed() {
        return counts.values().stream()
                .mapToLong(count -> StageCount.sum(count.failed))
                .sum();
    }

    /**
     * Checks that every record is accounted for, at each stage and from each stage to the next.
     *
     * @throws AugmentException if not: a run that does not add up has failed
     */
    void check() {
        StageCount before = null;
        for (StageCount count : frozen()) {
            boolean flows = before == null || before.kept() == count.in();
            if (!count.addsUp() || !flows) {
                throw new AugmentException("The run does not add up at the stage " + count.stage() + ": " + count
                        + (before == null ? "" : " after " + before.kept() + " from " + before.stage())
                        + ". This is a defect of augment; please report it with the run's manifest.");
            }
            before = count;
        }
    }
}
