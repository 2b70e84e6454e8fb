package io.augment.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what one stage did: {@code in + created = kept + rejected + failed + notReached}.
 *
 * @param stage name of the stage
 * @param in records that came in
 * @param created records that the stage made beyond those
 * @param kept records that went on
 * @param rejected records that were turned down, by reason
 * @param failed records that could not be worked on, by reason
 * @param notReached records that the end of the run left behind here, by cap
 */
public record StageCount(
        String stage,
        long in,
        long created,
        long kept,
        Map<String, Long> rejected,
        Map<String, Long> failed,
        Map<String, Long> notReached) {
    /** Creates a count. */
    public StageCount {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        notReached = Collections.unmodifiableMap(new TreeMap<>(notReached));
    }

    /** Returns whether every record is accounted for. */
    public boolean addsUp() {
        return in + created == kept + sum(rejected) + sum(failed) + sum(notReached);
    }

    /** Returns the sum of a map of counts. */
    public static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
