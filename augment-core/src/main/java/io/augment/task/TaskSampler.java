package io.augment.task;

import io.augment.Instruction;
import io.augment.internal.task.Draw;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Draws a sample with a given mix of task types: without replacement, seeded, and in one pass, so that the input may be larger
 * than the memory.
 *
 * <p>While it reads, it holds records of each task type in a reservoir, and no more than the sample may still need: about the
 * wanted number in all, and up to four times as many while it can choose records that differ. Task types with fewer records than
 * they should have are taken whole; what they lack goes to the others, and stands in {@link SamplePlan#demand()}. The same
 * records in the same order with the same seed give the same sample.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * TaskSampler sampler = TaskSampler.of(TaskMix.pai(), 500).languages(Map.of("en", 1, "zh", 1));
 * TaskSample sample = sampler.draw(instructions.iterator(), 42);
 * sample.plan().demand().forEach((task, missing) -> System.out.println(task + " lacks " + missing));
 * }</pre>
 */
public final class TaskSampler {
    private final TaskMix mix;
    private final int number;
    private final SampleSpread spread;
    private final Map<String, Double> languages;
    private final boolean filling;

    private TaskSampler(TaskMix mix, int number, SampleSpread spread, Map<String, Double> languages, boolean filling) {
        this.mix = Objects.requireNonNull(mix, "mix");
        this.number = number;
        this.spread = Objects.requireNonNull(spread, "spread");
        this.languages = languages;
        this.filling = filling;
    }

    /**
     * Creates a sampler that takes records that differ from each other.
     *
     * @param number how many records to take; all where there are fewer
     * @throws IllegalArgumentException if the number is below 1
     */
    public static TaskSampler of(TaskMix mix, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("At least 1 record must be sampled, but was " + number);
        }
        return new TaskSampler(mix, number, SampleSpread.DIVERSE, Map.of(), true);
    }

    /** Sets which records of a task type are taken when there are more than are wanted. */
    public TaskSampler spread(SampleSpread value) {
        return new TaskSampler(mix, number, value, languages, filling);
    }

    /**
     * Sets the share that each language should have of the sample. The task types' numbers stay as they are; within them the
     * languages come as near to their shares as the records allow. Records in other languages are taken where those named are
     * used up.
     *
     * @param shares share of each language by its ISO 639-1 code; any unit, since only proportions count
     * @throws IllegalArgumentException if there is no share, one is negative, or all are 0
     */
    public TaskSampler languages(Map<String, ? extends Number> shares) {
        Map<String, Double> copy = new LinkedHashMap<>();
        shares.forEach((language, share) -> copy.put(language, share.doubleValue()));
        if (copy.values().stream().anyMatch(share -> !(share >= 0))
                || copy.values().stream().noneMatch(share -> share > 0)) {
            throw new IllegalArgumentException("Language quotas need a share above 0 and none below: " + shares);
        }
        return new TaskSampler(mix, number, spread, Collections.unmodifiableMap(copy), filling);
    }

    /** Leaves the places of missing records empty, for generation to fill, and does not give them to other task types. */
    public TaskSampler leavingGaps() {
        return new TaskSampler(mix, number, spread, languages, false);
    }

    /** Returns the mix. */
    public TaskMix mix() {
        return mix;
    }

    /** Returns how many records are wanted. */
    public int number() {
        return number;
    }

    /** Returns which records of a task type are taken when there are more than are wanted. */
    public SampleSpread spread() {
        return spread;
    }

    /** Returns the share of each language; empty where languages do not count. */
    public Map<String, Double> languages() {
        return languages;
    }

    /** Returns a line for reports, such as {@code pai, 500, diverse}. */
    public String name() {
        String spreadName = spread.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return mix.name() + ", " + number + ", " + spreadName + (languages.isEmpty() ? "" : ", " + languages);
    }

    /**
     * Shows what a sample would be made up of.
     *
     * @param supply how many records of each task type there are
     * @throws IllegalArgumentException if a number is negative
     */
    public SamplePlan plan(Map<String, Integer> supply) {
        return SamplePlan.of(mix, supply, number, filling);
    }

    /**
     * Draws a sample.
     *
     * @param records records with their task type; one without counts as {@link TaskTypes#OTHERS}
     * @param seed seeds the random choices
     */
    public TaskSample draw(Iterator<Instruction> records, long seed) {
        Draw<Instruction> draw = new Draw<>(this, record -> record, seed);
        records.forEachRemaining(draw::offer);
        List<Instruction> taken = draw.finish().stream()
                .filter(Draw.Drawn::taken)
                .map(Draw.Drawn::item)
                .toList();
        return new TaskSample(taken, plan(draw.supply()));
    }

    @Override
    public String toString() {
        return "TaskSampler[" + name() + "]";
    }
}
