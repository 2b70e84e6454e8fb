package io.augment.internal.evaluate;

import io.augment.source.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Holds what the harness of a learning curve was told.
 *
 * @param seeds the seeds
 * @param sizes numbers of seeds, rising
 * @param amounts instructions to make from each, rising
 * @param seed seeds the choice of seeds
 */
public record CurveSettings(Source seeds, List<Integer> sizes, List<Integer> amounts, long seed) {
    /** Creates settings. */
    public CurveSettings {
        Objects.requireNonNull(seeds, "seeds");
        sizes = List.copyOf(sizes);
        amounts = List.copyOf(amounts);
    }

    /** Returns what holds unless something else is set. */
    public static CurveSettings usual(Source seeds) {
        return new CurveSettings(seeds, List.of(), List.of(0), 0);
    }

    /** Returns a copy with other numbers of seeds. */
    public CurveSettings withSizes(int... values) {
        return new CurveSettings(seeds, distinct("size", 1, values), amounts, seed);
    }

    /** Returns a copy with other amounts. */
    public CurveSettings withAmounts(int... values) {
        return new CurveSettings(seeds, sizes, distinct("amount", 0, values), seed);
    }

    /** Returns a copy with another seed. */
    public CurveSettings withSeed(long value) {
        return new CurveSettings(seeds, sizes, amounts, value);
    }

    private static List<Integer> distinct(String what, int least, int... values) {
        List<Integer> sorted = new ArrayList<>();
        for (int value : values) {
            if (value < least || sorted.contains(value)) {
                throw new IllegalArgumentException(
                        "Each " + what + " is at least " + least + " and given once, but one was " + value);
            }
            sorted.add(value);
        }
        Collections.sort(sorted);
        return sorted;
    }
}
