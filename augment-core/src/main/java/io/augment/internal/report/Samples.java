package io.augment.internal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Draws a few rows of each language, the same ones from the same file (Vitter's algorithm R), and finds their seeds. */
final class Samples {
    private static final int MOST_LANGUAGES = 8;
    private static final int PER_LANGUAGE = 3;
    private static final int MOST_SHOWN = 12;
    private static final long SEED = 20_240_601;

    private final Map<String, Reservoir> made = new TreeMap<>();
    private final Map<String, Reservoir> seeds = new TreeMap<>();
    private final List<Row> chosen = new ArrayList<>();
    private final Map<String, Row> seedsById = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    /** Keeps a uniform choice of the rows that were offered. */
    private final class Reservoir {
        private final List<Row> rows = new ArrayList<>();
        private long offered;

        void offer(Row row) {
            offered++;
            if (rows.size() < PER_LANGUAGE) {
                rows.add(row.shortened());
                return;
            }
            long place = random.nextLong(offered);
            if (place < PER_LANGUAGE) {
                rows.set((int) place, row.shortened());
            }
        }
    }

    void offer(Row row) {
        Map<String, Reservoir> reservoirs = row.isSeed() ? seeds : made;
        Reservoir reservoir = reservoirs.get(row.language());
        if (reservoir == null && reservoirs.size() < MOST_LANGUAGES) {
            reservoir = new Reservoir();
            reservoirs.put(row.language(), reservoir);
        }
        if (reservoir != null) {
            reservoir.offer(row);
        }
    }

    /** Ends the offers: rows that were made come first, of each language; seeds fill up. */
    void choose() {
        List<String> languages = new ArrayList<>(made.keySet());
        languages.addAll(
                seeds.keySet().stream().filter(name -> !made.containsKey(name)).toList());
        languages.sort(Comparator.comparingLong((String name) -> offered(name))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        for (String language : languages) {
            List<Row> rows = new ArrayList<>();
            addTo(rows, made.get(language));
            addTo(rows, seeds.get(language));
            for (Row row : rows.subList(0, Math.min(PER_LANGUAGE, rows.size()))) {
                if (chosen.size() < MOST_SHOWN) {
                    chosen.add(row);
                }
            }
        }
        for (Row row : chosen) {
            if (row.seedId() != null) {
                wanted.add(row.seedId());
            }
        }
    }

    private long offered(String language) {
        return offered(made.get(language)) + offered(seeds.get(language));
    }

    private static long offered(@Nullable Reservoir reservoir) {
        return reservoir == null ? 0 : reservoir.offered;
    }

    private static void addTo(List<Row> rows, @Nullable Reservoir reservoir) {
        if (reservoir != null) {
            rows.addAll(reservoir.rows);
        }
    }

    /** Returns whether the seed of a chosen row was not found yet. */
    boolean lacksSeeds() {
        return !wanted.isEmpty();
    }

    void offerSeed(Row row) {
        if (row.isSeed() && wanted.remove(row.id())) {
            seedsById.put(row.id(), row.shortened());
        }
    }

    List<Row> chosen() {
        return chosen;
    }

    /** Returns the seed of a chosen row, or null when it is not among the records of the run. */
    @Nullable
    Row seedOf(Row row) {
        return row.seedId() == null ? null : seedsById.get(row.seedId());
    }
}
