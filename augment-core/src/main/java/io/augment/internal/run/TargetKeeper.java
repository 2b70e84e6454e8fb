package io.augment.internal.run;

import io.augment.Example;
import io.augment.run.Target;
import io.augment.task.TaskTypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts accepted rows against a target, and keeps room for task types that still lack some. */
final class TargetKeeper {
    /** Reason for a row that would take the place of a rarer task type's. */
    static final String OVER_QUOTA = "over-quota";

    private final @Nullable Target target;
    private final Map<String, Long> byTask = new HashMap<>();
    private long accepted;

    TargetKeeper(@Nullable Target target) {
        this.target = target;
    }

    /** Notes that a task type occurs among the seeds. */
    void occurs(Example seed) {
        if (target != null && target.perTask() > 0) {
            byTask.putIfAbsent(task(seed), 0L);
        }
    }

    /** Returns why the row is one too many, or null when it is welcome. */
    @Nullable
    String tooMany(Example example) {
        Target wanted = target;
        if (wanted == null || wanted.perTask() == 0) {
            return null;
        }
        long own = byTask.getOrDefault(task(example), 0L);
        if (own < wanted.perTask()) {
            return null;
        }
        long reserved = byTask.values().stream()
                .mapToLong(count -> Math.max(0, wanted.perTask() - count))
                .sum();
        return wanted.accepted() - accepted > reserved ? null : OVER_QUOTA;
    }

    void accept(Example example) {
        accepted++;
        if (target != null && target.perTask() > 0) {
            byTask.merge(task(example), 1L, Long::sum);
        }
    }

    /** Returns whether nothing is missing any more. */
    boolean isMet() {
        return target != null && accepted >= target.accepted();
    }

    /** Returns how many rows are missing. */
    long missing() {
        return target == null ? Long.MAX_VALUE : Math.max(0, target.accepted() - accepted);
    }

    private static String task(Example example) {
        String task = example.instruction().task();
        return task == null ? TaskTypes.OTHERS : task;
    }
}
