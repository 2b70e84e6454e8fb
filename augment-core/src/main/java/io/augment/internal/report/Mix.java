package io.augment.internal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts seeds and rows by name; names beyond a number that no reader would look through are counted together. */
final class Mix {
    private static final int MOST_NAMES = 500;
    private static final String OTHERS = "others";

    private final Map<String, long[]> counts = new HashMap<>();
    private long before;
    private long after;

    /** Seeds and rows with the same name. */
    record Part(String name, long before, long after) {}

    void before(String name) {
        count(name)[0]++;
        before++;
    }

    void after(String name) {
        count(name)[1]++;
        after++;
    }

    private long[] count(String name) {
        long[] count = counts.get(name);
        if (count == null) {
            String key = counts.size() < MOST_NAMES ? name : OTHERS;
            count = counts.computeIfAbsent(key, none -> new long[2]);
        }
        return count;
    }

    long before() {
        return before;
    }

    long after() {
        return after;
    }

    /** Returns whether any name is known. */
    boolean isKnown() {
        return counts.keySet().stream().anyMatch(name -> !name.equals(Row.UNKNOWN));
    }

    /** Returns the largest parts, at most this many; the rest is summed up in a last one. */
    List<Part> largest(int most) {
        List<Part> parts = new ArrayList<>();
        counts.forEach((name, count) -> parts.add(new Part(name, count[0], count[1])));
        parts.sort(Comparator.comparingLong((Part part) -> part.after() + part.before())
                .reversed()
                .thenComparing(Part::name));
        if (parts.size() <= most) {
            return parts;
        }
        List<Part> rest = parts.subList(most - 1, parts.size());
        Part others = new Part(
                rest.size() + " more",
                rest.stream().mapToLong(Part::before).sum(),
                rest.stream().mapToLong(Part::after).sum());
        List<Part> largest = new ArrayList<>(parts.subList(0, most - 1));
        largest.add(others);
        return largest;
    }
}
