package io.augment.internal.run;

import io.augment.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Keeps a few seeds, and a few of the rows that earlier rounds accepted, for use as examples in prompts.
 *
 * <p>It changes between rounds only, so that what a record is shown does not depend on timing.
 */
final class Exemplars {
    /** Examples that are kept of each kind: enough for variety, too few to matter on the heap. */
    static final int MOST = 64;

    private final SplittableRandom random;
    private final List<Example> accepted = new ArrayList<>();
    private long acceptedSeen;
    private List<Example> seeds = List.of();
    private volatile List<Example> shown = List.of();

    Exemplars(long seed) {
        this.random = new SplittableRandom(seed);
    }

    void seeds(List<Example> value) {
        this.seeds = List.copyOf(value);
        startRound();
    }

    /** Offers a row for later rounds; every row has the same chance to be among those that are kept. */
    void offer(Example example) {
        acceptedSeen++;
        if (accepted.size() < MOST) {
            accepted.add(example);
        } else {
            long slot = random.nextLong(acceptedSeen);
            if (slot < MOST) {
                accepted.set((int) slot, example);
            }
        }
    }

    /** Shows from now on what was offered so far. */
    void startRound() {
        List<Example> all = new ArrayList<>(seeds);
        all.addAll(accepted);
        shown = List.copyOf(all);
    }

    /** Draws examples for a record: of its task type and language first. */
    List<Example> draw(Example record, int count, RandomGenerator generator) {
        List<Example> drawn = new ArrayList<>(shown);
        drawn.removeIf(example -> example.id().equals(record.id()));
        Collections.shuffle(drawn, new Random(generator.nextLong()));
        drawn.sort((a, b) -> Integer.compare(distance(record, a), distance(record, b)));
        return List.copyOf(drawn.subList(0, Math.min(count, drawn.size())));
    }

    private static int distance(Example record, Example example) {
        boolean task = Objects.equals(
                record.instruction().task(), example.instruction().task());
        boolean language = Objects.equals(
                record.instruction().language(), example.instruction().language());
        return (language ? 0 : 2) + (task ? 0 : 1);
    }
}
