package io.augment.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Turn;
import io.augment.internal.format.TextHash;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divides rows into parts such as {@code train} and {@code validation}, by share or by count. A seed and all its
 * descendants land in the same part. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Split byShare = Split.of("train=0.9, validation=0.1");
 * Split byCount = Split.of("train=*, test=500");
 * }</pre>
 *
 * <p>Shares are kept by a hash of the seed's identifier, so that a seed lands in the same part in every run, whatever else is
 * in the source; the real shares come near the wanted ones with some hundred seeds. A part with a count takes the first
 * seeds, with all their descendants, until it has that many rows.
 *
 * <p>A row whose prompt is also that of a row in another part is turned down with the reason {@code split-leak}; for that,
 * each row of a divided export needs 11 to 32 bytes of memory.
 */
public final class Split {
    private static final List<String> USUAL = List.of("train", "validation", "test");

    private final List<Part> parts;

    private Split(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a split.
     *
     * <p>Shares alone, such as {@code 0.9, 0.1}, stand for {@code train} and {@code validation}; a third one for {@code test}.
     *
     * @param parts names with a share from 0 to 1 such as {@code 0.1}, a count of rows such as {@code 500}, or {@code *} for
     *     the rest, separated by commas; the shares sum to 1 unless a part has the rest
     * @throws IllegalArgumentException if it is not of that form
     */
    public static Split of(String parts) {
        List<Part> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        BigDecimal sum = BigDecimal.ZERO;
        boolean shared = false;
        int rests = 0;
        String[] texts = parts.split(",", -1);
        for (int i = 0; i < texts.length; i++) {
            String name = i < USUAL.size() && texts.length > 1 && !parts.contains("=") ? USUAL.get(i) + "=" : "";
            String text = name + texts[i].strip();
            String[] pair = text.split("\\s*=\\s*", -1);
            if (pair.length != 2 || !pair[0].matches("[A-Za-z][A-Za-z0-9_-]{0,30}") || !names.add(pair[0])) {
                throw wrong(parts);
            }
            Part part = part(pair[0], pair[1], parts);
            read.add(part);
            shared |= part.kind() == Kind.SHARE;
            sum = sum.add(part.share());
            rests += part.kind() == Kind.REST ? 1 : 0;
        }
        boolean adds = rests == 1 ? sum.compareTo(BigDecimal.ONE) < 0 : shared && sum.compareTo(BigDecimal.ONE) == 0;
        if (!adds || rests > 1) {
            throw wrong(parts);
        }
        return new Split(read);
    }

    private static Part part(String name, String value, String whole) {
        if (value.equals("*")) {
            return new Part(name, Kind.REST, BigDecimal.ZERO, 0);
        }
        if (!value.matches("\\d{1,15}(\\.\\d{1,15})?")) {
            throw wrong(whole);
        }
        BigDecimal number = new BigDecimal(value);
        if (value.contains(".") || number.compareTo(BigDecimal.ONE) <= 0) {
            if (number.compareTo(BigDecimal.ONE) > 0 || number.signum() == 0) {
                throw wrong(whole);
            }
            return new Part(name, Kind.SHARE, number, 0);
        }
        return new Part(name, Kind.COUNT, BigDecimal.ZERO, number.longValueExact());
    }

    private static IllegalArgumentException wrong(String parts) {
        return new IllegalArgumentException(
                "A split has the form \"train=0.9, validation=0.1\" or \"train=*, test=500\":"
                        + " shares that sum to 1, counts of rows, and * at most once for the rest; this is not: "
                        + parts);
    }

    /** Returns the names of the parts. */
    public List<String> names() {
        return parts.stream().map(Part::name).toList();
    }

    /**
     * Returns the name of the part in which a seed and all its descendants land.
     *
     * @throws IllegalStateException if a part has a count of rows: then it depends on the rows before
     */
    public String partOf(String seedId) {
        if (!isByShare()) {
            throw new IllegalStateException(
                    "Where a seed lands is known of a split by shares alone, not of " + names() + " by counts of rows");
        }
        return parts.get(open().part(Assignment.hashOfSeed(seedId))).name();
    }

    /** Returns whether all parts have a share or the rest, so that a seed lands in the same part whatever else there is. */
    public boolean isByShare() {
        return parts.stream().noneMatch(part -> part.kind() == Kind.COUNT);
    }

    /** Starts dividing the rows of one export. */
    Assignment open() {
        return new Assignment(parts);
    }

    private enum Kind {
        SHARE,
        COUNT,
        REST
    }

    private record Part(String name, Kind kind, BigDecimal share, long count) {}

    /** Divides the rows of one export; used by one thread. */
    static final class Assignment {
        private final List<Part> parts;
        private final long[] rows;
        private final List<Set<Long>> counted = new ArrayList<>();
        private final PartIndex prompts = new PartIndex();

        private Assignment(List<Part> parts) {
            this.parts = parts;
            this.rows = new long[parts.size()];
            parts.forEach(part -> counted.add(new HashSet<>()));
        }

        /** Returns whether a row has the same prompt as a row of another part, so that the parts would overlap. */
        boolean isLeak(Example example) {
            int other = prompts.part(hashOfPrompt(example));
            return other >= 0 && other != part(hashOfLineage(example));
        }

        /** Returns the number of the part for a row, and takes note of it. */
        int assign(Example example) {
            long lineage = hashOfLineage(example);
            int part = part(lineage);
            if (parts.get(part).kind() == Kind.COUNT) {
                counted.get(part).add(lineage);
            }
            rows[part]++;
            prompts.put(hashOfPrompt(example), part);
            return part;
        }

        /** Hashes the seed's identifier, the same for the seed and all its descendants. */
        private static long hashOfLineage(Example example) {
            String seed = example.instruction().provenance().seedId();
            return hashOfSeed(seed == null ? example.id() : seed);
        }

        private static long hashOfSeed(String seedId) {
            TextHash hash = new TextHash();
            hash.add(seedId);
            return spread(hash.value());
        }

        private static long hashOfPrompt(Example example) {
            Instruction instruction = example.instruction();
            TextHash hash = new TextHash();
            hash.add(instruction.system());
            for (Turn turn : instruction.history()) {
                hash.add(turn.role().name());
                hash.add(turn.text());
            }
            hash.add(instruction.prompt());
            return spread(hash.value());
        }

        private int part(long hash) {
            for (int i = 0; i < parts.size(); i++) {
                if (counted.get(i).contains(hash)) {
                    return i;
                }
            }
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                if (part.kind() == Kind.COUNT && rows[i] < part.count()) {
                    return i;
                }
            }
            double place = (hash >>> 11) * 0x1.0p-53;
            double end = 0;
            int last = 0;
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                if (part.kind() == Kind.SHARE) {
                    end += part.share().doubleValue();
                    if (place < end) {
                        return i;
                    }
                }
                if (part.kind() != Kind.COUNT && parts.get(last).kind() != Kind.REST) {
                    last = i;
                }
            }
            return last;
        }

        /** Finishes a hash so that every bit of it depends on every bit before (the finalizer of MurmurHash3). */
        private static long spread(long hash) {
            long h = hash;
            h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
            h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
            return h ^ h >>> 33;
        }
    }
}
