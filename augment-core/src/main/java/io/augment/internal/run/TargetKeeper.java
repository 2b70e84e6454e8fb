package io.augment.internal.run;

import io.augment.Example;
import io.augment.run.Target;
import io.augment.task.TaskMix;
import io.augment.task.TaskTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts accepted rows against a target, and keeps room for task types that still lack some. Used by one thread. */
final class TargetKeeper {
    /** Reason for a row that would take the place of another task type's, or is more than is wanted of its own. */
    static final String OVER_QUOTA = "over-quota";

    private final @Nullable Target target;
    private final Map<String, Long> wanted = new LinkedHashMap<>();
    private final Set<String> givenUp = new TreeSet<>();
    private final Map<String, Long> byTask = new LinkedHashMap<>();
    private final Map<String, Long> madeByTask = new LinkedHashMap<>();
    private long accepted;

    TargetKeeper(@Nullable Target target) {
        this.target = target;
    }

    /**
     * Says which task types there are, which decides how many rows of each are wanted.
     *
     * @param seeds number of seeds of each task type
     */
    void present(Map<String, Integer> seeds) {
        Target wish = target;
        if (wish == null) {
            return;
        }
        TaskMix mix = wish.mix();
        if (mix != null) {
            mix.targets(seeds, (int) wish.accepted()).forEach((task, number) -> wanted.put(task, (long) number));
        } else if (!wish.exactly().isEmpty()) {
            wanted.putAll(wish.exactly());
        } else if (wish.perTask() > 0) {
            seeds.keySet().forEach(task -> wanted.put(task, wish.perTask()));
        }
    }

    /** Returns why the row is one too many, or null when it is welcome. */
    @Nullable
    String tooMany(Example example) {
        Target wish = target;
        if (wish == null || !wish.isByTask()) {
            return null;
        }
        String task = task(example);
        if (byTask.getOrDefault(task, 0L) < wanted.getOrDefault(task, 0L)) {
            return null;
        }
        return isExact() || missing() <= reserved() ? OVER_QUOTA : null;
    }

    /** Returns whether the wanted numbers are neither more nor fewer. */
    boolean isExact() {
        return target != null && target.isByTask() && target.perTask() == 0;
    }

    /** Returns how many rows single task types still lack, those that were given up apart. */
    long reserved() {
        return missingByTask().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how many rows each task type still lacks, those that were given up apart. */
    Map<String, Long> missingByTask() {
        Map<String, Long> missing = new LinkedHashMap<>();
        wanted.forEach((task, number) -> {
            long lacks = number - count(task);
            if (lacks > 0 && !givenUp.contains(task)) {
                missing.put(task, lacks);
            }
        });
        return missing;
    }

    /** Returns how many rows of a task type were accepted. */
    long count(String task) {
        return byTask.getOrDefault(task, 0L);
    }

    /** Returns how many of these were made by the run's stages. */
    long made(String task) {
        return madeByTask.getOrDefault(task, 0L);
    }

    /** Gives a task type up: no room is kept for it any more. */
    void giveUp(String task) {
        givenUp.add(task);
    }

    /** Returns the task types that were given up. */
    Set<String> givenUp() {
        return givenUp;
    }

    /** Returns how many rows of a task type are wanted. */
    long wanted(String task) {
        return wanted.getOrDefault(task, 0L);
    }

    void accept(Example example) {
        accepted++;
        if (target != null && target.isByTask()) {
            byTask.merge(task(example), 1L, Long::sum);
            if (example.instruction().provenance().seedId() != null) {
                madeByTask.merge(task(example), 1L, Long::sum);
            }
        }
    }

    /** Returns whether nothing is missing any more. */
    boolean isMet() {
        return target != null && accepted >= target.accepted();
    }

    /** Returns whether stages have made as many records as they may. */
    boolean isExhausted(long created) {
        return target != null && created >= target.candidates();
    }

    /** Returns how many rows are missing. */
    long missing() {
        return target == null ? Long.MAX_VALUE : Math.max(0, target.accepted() - accepted);
    }

    /** Returns the task type under which a row counts. */
    static String task(Example example) {
        String task = example.instruction().task();
        return task == null ? TaskTypes.OTHERS : task;
    }
}
