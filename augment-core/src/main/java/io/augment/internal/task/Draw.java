package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.internal.check.LanguageDrift;
import io.augment.task.TaskSampler;
import io.augment.task.TaskTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Draws a sample in one pass: a reservoir for each task type and language holds a random part of what was seen (Vitter,
 * algorithm R, 1985), and the sample is chosen from these at the end. A reservoir shrinks when more of the other types was seen,
 * since its type can then need less. Not safe for use by many threads.
 *
 * @param <T> what is drawn
 */
public final class Draw<T> {
    private static final String UNKNOWN = "";

    /** Records held for each that is wanted, so that there is a choice of records that differ. */
    private static final int CHOICE = 4;

    /** Records held in all for the sake of choice; beyond it, as many as are wanted. */
    private static final int MOST_CHOICE = 40_000;

    private static final int FIRST_LOOK = 1_024;

    private final TaskSampler sampler;
    private final Function<T, Instruction> instructionOf;
    private final SplittableRandom random;
    private final Map<String, Map<String, Reservoir<T>>> reservoirs = new LinkedHashMap<>();
    private final Map<String, Integer> supply = new LinkedHashMap<>();
    private final Map<String, Integer> capacities = new LinkedHashMap<>();
    private final int firstCapacity;
    private final double choice;
    private long seen;
    private long nextLook = FIRST_LOOK;
    private int held;
    private long mostHeld = FIRST_LOOK;

    /**
     * Starts a sample.
     *
     * @param instructionOf finds the instruction in what is drawn
     * @param seed seeds the random choices
     */
    public Draw(TaskSampler sampler, Function<T, Instruction> instructionOf, long seed) {
        this.sampler = sampler;
        this.instructionOf = instructionOf;
        this.random = new SplittableRandom(seed);
        this.choice = switch (sampler.spread()) {
            case RANDOM -> 1;
            case DIVERSE, LENGTH_NORMAL -> Math.max(1, Math.min(CHOICE, (double) MOST_CHOICE / sampler.number()));
        };
        this.firstCapacity = capacity(sampler.number());
    }

    /**
     * Holds one of the things that were offered.
     *
     * @param taken whether it is in the sample
     */
    public record Drawn<T>(T item, boolean taken) {}

    /** Offers the next thing, and returns those that are now known to be left out. */
    public List<T> offer(T item) {
        Instruction instruction = instructionOf.apply(item);
        String given = instruction.task();
        String task = given == null ? TaskTypes.OTHERS : given;
        supply.merge(task, 1, Draw::countUp);
        Reservoir<T> reservoir = reservoirs
                .computeIfAbsent(task, any -> new LinkedHashMap<>())
                .computeIfAbsent(language(instruction), any -> new Reservoir<>());
        List<T> out = new ArrayList<>();
        reservoir.add(new Placed<>(item, seen++), capacities.getOrDefault(task, firstCapacity), random, out);
        held += 1 - out.size();
        if (seen >= nextLook || held >= mostHeld) {
            nextLook = 2 * seen;
            shrink(out);
            held = held();
            mostHeld = Math.max(FIRST_LOOK, 2L * held);
        }
        return out;
    }

    private static int countUp(int count, int one) {
        return count == Integer.MAX_VALUE ? count : count + one;
    }

    /** Returns how many of each task type were offered. */
    public Map<String, Integer> supply() {
        return supply;
    }

    /** Returns how many things are held. */
    public int held() {
        return reservoirs.values().stream()
                .flatMap(byLanguage -> byLanguage.values().stream())
                .mapToInt(reservoir -> reservoir.held().size())
                .sum();
    }

    /** Chooses the sample, and returns all things that were still held, in the order in which they were offered. */
    public List<Drawn<T>> finish() {
        Map<String, Integer> plan = sampler.plan(supply).takenByTask();
        Map<String, Map<String, Integer>> quotas = LanguageQuotas.divide(plan, heldByLanguage(), sampler.languages());
        List<Placed<T>> all = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        reservoirs.forEach((task, byLanguage) -> byLanguage.forEach((language, reservoir) -> {
            List<Placed<T>> held = reservoir.held();
            held.sort(Comparator.comparingLong(Placed::place));
            int wanted = quotas.getOrDefault(task, Map.of()).getOrDefault(language, 0);
            List<Instruction> instructions = held.stream()
                    .map(placed -> instructionOf.apply(placed.item()))
                    .toList();
            for (int chosen : Selection.choose(instructions, wanted, sampler.spread(), random)) {
                taken.add(held.get(chosen).place());
            }
            all.addAll(held);
        }));
        all.sort(Comparator.comparingLong(Placed::place));
        return all.stream()
                .map(placed -> new Drawn<>(placed.item(), taken.contains(placed.place())))
                .toList();
    }

    private Map<String, Map<String, Integer>> heldByLanguage() {
        Map<String, Map<String, Integer>> held = new LinkedHashMap<>();
        reservoirs.forEach((task, byLanguage) ->
                byLanguage.forEach((language, reservoir) -> held.computeIfAbsent(task, any -> new LinkedHashMap<>())
                        .put(language, reservoir.held().size())));
        return held;
    }

    private String language(Instruction instruction) {
        if (sampler.languages().isEmpty()) {
            return UNKNOWN;
        }
        String language = LanguageDrift.languageOf(instruction);
        return language == null ? UNKNOWN : language;
    }

    /**
     * Bounds each type's reservoir by what the sample would take of it if the rest of the input were of this type alone: more of
     * other types can only lower that.
     */
    private void shrink(List<T> out) {
        if (sampler.mix().dependsOnSupply()) {
            return;
        }
        for (String task : supply.keySet()) {
            Map<String, Integer> supposed = new LinkedHashMap<>(supply);
            supposed.put(task, Integer.MAX_VALUE);
            // One more than planned: rounding may give the type another one.
            int most = sampler.mix().plan(supposed, sampler.number()).getOrDefault(task, 0) + 1;
            int capacity = Math.min(firstCapacity, capacity(most));
            if (capacity < capacities.getOrDefault(task, firstCapacity)) {
                capacities.put(task, capacity);
                reservoirs.getOrDefault(task, Map.of()).values().forEach(one -> one.shrink(capacity, random, out));
            }
        }
    }

    private int capacity(int wanted) {
        return (int) Math.min(Integer.MAX_VALUE - 8, Math.ceil(wanted * choice));
    }

    /** Holds a thing and its place in the input. */
    private record Placed<T>(T item, long place) {}

    /** Holds things of one task type and language, each of those seen with the same chance. */
    private static final class Reservoir<T> {
        private final List<Placed<T>> held = new ArrayList<>();
        private long seen;

        List<Placed<T>> held() {
            return held;
        }

        void add(Placed<T> one, int capacity, SplittableRandom random, List<T> out) {
            seen++;
            if (held.size() < capacity) {
                held.add(one);
                return;
            }
            long slot = random.nextLong(seen);
            out.add(slot < held.size() ? held.set((int) slot, one).item() : one.item());
        }

        void shrink(int capacity, SplittableRandom random, List<T> out) {
            while (held.size() > capacity) {
                int slot = random.nextInt(held.size());
                Placed<T> last = held.remove(held.size() - 1);
                out.add(slot == held.size() ? last.item() : held.set(slot, last).item());
            }
        }
    }
}
