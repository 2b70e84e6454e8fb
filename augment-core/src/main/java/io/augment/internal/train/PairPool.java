package io.augment.internal.train;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.export.Split;
import io.augment.internal.format.TextHash;
import io.augment.run.RunDirectory;
import io.augment.student.ControlTokens;
import io.augment.task.TaskTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Holds accepted pairs to show in prompts: for each part of the split and each task type a random few (Vitter's algorithm R), so
 * that memory does not grow with the run, and that no part is shown what belongs to another.
 */
public final class PairPool {
    /** As many as a run keeps as exemplars: enough for variety. */
    private static final int EACH = 64;

    /** A longer pair costs more than it shows; the student is not shown such a one either. */
    private static final int MAX_PAIR = 4_000;

    private final Split split;
    private final Map<String, Map<String, Reservoir>> parts = new LinkedHashMap<>();
    private final Map<Long, String> partOfPrompt = new HashMap<>();

    private PairPool(Split split) {
        this.split = split;
    }

    private static final class Reservoir {
        private final List<InstructionPair> pairs = new ArrayList<>();
        private long seen;

        void offer(InstructionPair pair, SplittableRandom random) {
            seen++;
            if (pairs.size() < EACH) {
                pairs.add(pair);
            } else {
                long slot = random.nextLong(seen);
                if (slot < EACH) {
                    pairs.set((int) slot, pair);
                }
            }
        }
    }

    /** Reads what a run kept and chooses the pairs to show. */
    public static PairPool of(RunDirectory run, Split split, long seed) {
        PairPool pool = new PairPool(split);
        SplittableRandom random = new SplittableRandom(seed);
        KeptRecords.forEach(run, record -> pool.offer(record, random));
        return pool;
    }

    private void offer(Example record, SplittableRandom random) {
        InstructionPair pair = pair(record);
        if (pair == null) {
            return;
        }
        String part = part(pair);
        if (isForeign(pair, part)) {
            return;
        }
        parts.computeIfAbsent(part, any -> new LinkedHashMap<>())
                .computeIfAbsent(task(pair.instruction()), any -> new Reservoir())
                .offer(pair, random);
    }

    /** Returns whether the same prompt belongs to another part: the first one to have it keeps it. */
    private boolean isForeign(InstructionPair pair, String part) {
        if (split.names().size() == 1) {
            return false;
        }
        TextHash hash = new TextHash();
        hash.add(pair.instruction().prompt());
        String first = partOfPrompt.putIfAbsent(hash.value(), part);
        return first != null && !first.equals(part);
    }

    /** Returns whether a pair must not be learned because another part shows the same prompt. */
    boolean leaks(InstructionPair pair) {
        return isForeign(pair, part(pair));
    }

    private String part(InstructionPair pair) {
        return split.partOf(Candidate.lineage(pair.instruction()));
    }

    /** Returns the record as a pair that can be shown; null where it cannot. */
    static @Nullable InstructionPair pair(Example record) {
        Instruction instruction = record.instruction();
        String response = record.response();
        if (response == null || response.isBlank() || instruction.prompt().isBlank()) {
            return null;
        }
        boolean fits = instruction.prompt().length() + response.length() <= MAX_PAIR
                && instruction.history().isEmpty()
                && ControlTokens.find(instruction.prompt()) == null
                && ControlTokens.find(response) == null;
        return fits ? InstructionPair.of(instruction, response) : null;
    }

    /**
     * Draws pairs to show beside a target: of its part and of other seeds, those of its task type first.
     *
     * @param random makes the draw the target's own, whatever else there is
     */
    List<InstructionPair> draw(InstructionPair target, int count, Random random) {
        Map<String, Reservoir> tasks = parts.getOrDefault(part(target), Map.of());
        List<InstructionPair> same = new ArrayList<>();
        List<InstructionPair> others = new ArrayList<>();
        tasks.forEach(
                (task, reservoir) -> (task.equals(task(target.instruction())) ? same : others).addAll(reservoir.pairs));
        String lineage = Candidate.lineage(target.instruction());
        String prompt = target.instruction().prompt().strip();
        List<InstructionPair> drawn = new ArrayList<>();
        for (List<InstructionPair> choice : List.of(same, others)) {
            choice.removeIf(pair -> Candidate.lineage(pair.instruction()).equals(lineage)
                    || pair.instruction().prompt().strip().equals(prompt));
            Collections.shuffle(choice, random);
            drawn.addAll(choice.subList(0, Math.min(choice.size(), count - drawn.size())));
        }
        return drawn;
    }

    private static String task(Instruction instruction) {
        String task = instruction.task();
        return task == null ? TaskTypes.OTHERS : task;
    }
}
