package io.augment.internal.run;

import io.augment.Example;
import io.augment.internal.util.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which seeds a round expands, from what single task types lack: as many seeds of a type as should make the missing
 * rows, by what its earlier expansions came to, and the seeds taking turns. It changes between rounds only, so that what is
 * expanded does not depend on timing.
 *
 * <p>Memory: 8 bytes for each seed.
 */
final class Demand {
    private final TargetKeeper target;
    private final int perSeed;
    private final boolean seedsStay;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private volatile Map<String, Turn> turns = Map.of();
    private volatile boolean all;

    /**
     * Creates a demand.
     *
     * @param perSeed new records that the expansion of one seed is asked for
     * @param seedsStay whether seeds themselves are delivered
     */
    Demand(TargetKeeper target, int perSeed, boolean seedsStay) {
        this.target = target;
        this.perSeed = perSeed;
        this.seedsStay = seedsStay;
    }

    /** What is known of a task type. */
    private static final class Task {
        private long[] seeds = new long[16];
        private int size;
        private int next;
        private int asked;
        private long expanded;
        private long made;
        private boolean hasFailed;

        void add(long hash) {
            if (size == seeds.length) {
                seeds = Arrays.copyOf(seeds, 2 * size);
            }
            seeds[size++] = hash;
        }

        void close() {
            seeds = Arrays.copyOf(seeds, size);
            Arrays.sort(seeds);
        }

        /** Chooses as many seeds as should make the rows; after a round that made none, all of them. */
        Turn turn(long lacks, int perSeed) {
            double each = made == 0 ? perSeed : (double) made / expanded;
            int count = hasFailed ? seeds.length : (int) Math.min(seeds.length, Math.max(1, Math.ceil(lacks / each)));
            Turn turn = new Turn(seeds, next, count);
            next = (next + count) % seeds.length;
            asked = count;
            return turn;
        }

        /** Takes in what came of a round; returns whether it made any row, or was not asked to. */
        boolean learn(long madeNow) {
            if (asked == 0) {
                return true;
            }
            hasFailed = madeNow == made;
            expanded += asked;
            made = madeNow;
            asked = 0;
            return !hasFailed;
        }
    }

    /** The seeds whose turn it is: {@code count} of them from {@code first} on, in the order of their hashes. */
    private record Turn(long[] seeds, int first, int count) {
        boolean has(long hash) {
            int place = Arrays.binarySearch(seeds, hash);
            return place >= 0 && Math.floorMod(place - first, seeds.length) < count;
        }
    }

    /** Notes a seed, before the first round. */
    void seed(Example example) {
        tasks.computeIfAbsent(TargetKeeper.task(example), any -> new Task()).add(Hex.sha256Bits(example.id()));
    }

    /** Ends the noting of seeds: the target is told which task types there are. */
    void seedsAreNoted() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        tasks.forEach((name, task) -> {
            task.close();
            counts.put(name, task.size);
        });
        target.present(counts);
    }

    /** Plans the first round; in it seeds count as rows that will be there. */
    void startFirst() {
        all = !target.isExact();
        Map<String, Turn> plan = new LinkedHashMap<>();
        tasks.forEach((name, task) -> {
            long lacks = target.wanted(name) - (seedsStay ? task.seeds.length : 0);
            if (lacks > 0 && !all) {
                plan.put(name, task.turn(lacks, perSeed));
            }
        });
        turns = plan;
        askAll();
    }

    /**
     * Plans a further round from what is missing.
     *
     * @param added whether the round before added any row
     * @return whether there is anything that the round could add
     */
    boolean startNext(boolean added) {
        boolean wasAll = all;
        Map<String, Long> lacking = target.missingByTask();
        tasks.forEach((name, task) -> {
            boolean hasAll = task.asked == task.seeds.length;
            if (!task.learn(target.made(name)) && hasAll && lacking.containsKey(name)) {
                target.giveUp(name);
            }
        });
        all = !target.isExact() && target.missing() > target.reserved();
        Map<String, Turn> plan = new LinkedHashMap<>();
        target.missingByTask().forEach((name, lacks) -> {
            Task task = tasks.get(name);
            if (task == null) {
                target.giveUp(name);
            } else {
                plan.put(name, task.turn(lacks, perSeed));
            }
        });
        turns = plan;
        askAll();
        return !plan.isEmpty() || (all && (added || !wasAll));
    }

    private void askAll() {
        if (all) {
            tasks.values().forEach(task -> task.asked = task.seeds.length);
        }
    }

    /** Returns whether the record is expanded in this round; what descends from a seed always is. Safe for many threads. */
    boolean expands(Example example) {
        if (all || example.instruction().provenance().seedId() != null) {
            return true;
        }
        Turn turn = turns.get(TargetKeeper.task(example));
        return turn != null && turn.has(Hex.sha256Bits(example.id()));
    }

    /** Returns a sentence for each task type that was given up. */
    List<String> shortfalls() {
        List<String> sentences = new ArrayList<>();
        for (String task : target.givenUp()) {
            long wanted = target.wanted(task);
            long there = target.count(task);
            Task seeds = tasks.get(task);
            sentences.add("The task type \"" + task + "\" has " + there + " of " + wanted + " wanted rows: "
                    + (seeds == null
                            ? "there is no seed of it."
                            : "a last round over all of its seeds (" + seeds.size + ") added none."));
        }
        return sentences;
    }
}
