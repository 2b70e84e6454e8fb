package io.augment.internal.filter;

import io.augment.internal.text.ContentTokens;
import io.augment.internal.text.Hashing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds texts that stand in a record letter for letter, whatever the space and punctuation between the letters: by rolling
 * hashes (Karp and Rabin, 1987) over the letters and digits alone.
 *
 * <p>Immutable once built.
 */
final class WholeTexts {
    /** A text of fewer words than this must be all of a field; inside another text it may stand by chance. */
    private static final float TINY = 5;

    /** A text of fewer words than this says nothing. */
    private static final float NOTHING = 2;

    /** A question of fewer words than this that speaks of its choices is only looked for with them. */
    private static final float SHORT = 8;

    private static final Pattern OF_CHOICES =
            Pattern.compile("(?i)\\b(?:following|these|statements?|above|below|options?|choices?)\\b");

    private static final long BASE = 0xD6E8FEB86659FD93L;
    private static final int[] ANCHORS = {32, 16, 8, 4};

    private final IntList entryTexts = new IntList();
    private final IntList entryLengths = new IntList();
    private final LongList entryHashes = new LongList();
    private final LongList entryAnchors = new LongList();
    private final IntList entryTiny = new IntList();
    private final boolean[] usesAnchor = new boolean[ANCHORS.length];
    private int[] table = new int[0];
    private int[] nextEntries = new int[0];
    private HashFilter anchors = new HashFilter(0);

    /** Builds the index. */
    WholeTexts(List<BenchmarkText> texts) {
        ContentTokens tokens = new ContentTokens();
        Map<Long, String> choicesOf = new HashMap<>();
        for (BenchmarkText text : texts) {
            read(tokens, text.text());
            String before = choicesOf.putIfAbsent(hash(tokens), text.choices());
            if (before != null && !before.equals(text.choices())) {
                // One question with other choices is another item: by itself it is neither.
                choicesOf.put(hash(tokens), text.choices() + before);
            }
        }
        for (int i = 0; i < texts.size(); i++) {
            BenchmarkText text = texts.get(i);
            read(tokens, text.text());
            float units = tokens.units();
            boolean isOwn = text.choices().equals(choicesOf.get(hash(tokens)));
            boolean isWhole = units >= SHORT
                    || (units >= TINY && !OF_CHOICES.matcher(text.text()).find());
            if (text.choices().isBlank() || (isWhole && isOwn)) {
                add(tokens, i, units);
            }
            if (!text.choices().isBlank()) {
                tokens.add(text.choices());
                add(tokens, i, tokens.units());
            }
        }
        fillTable();
    }

    private static void read(ContentTokens tokens, String text) {
        tokens.clear();
        tokens.add(text);
    }

    private static long hash(ContentTokens tokens) {
        return hash(tokens.letters(), 0, tokens.letterCount());
    }

    private static long hash(char[] letters, int from, int length) {
        long hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = hash * BASE + letters[i] + 1;
        }
        return hash;
    }

    private void add(ContentTokens tokens, int text, float units) {
        int length = tokens.letterCount();
        if (units < NOTHING || length < ANCHORS[ANCHORS.length - 1]) {
            return;
        }
        int anchor = 0;
        while (ANCHORS[anchor] > length) {
            anchor++;
        }
        usesAnchor[anchor] = true;
        entryTexts.add(text);
        entryLengths.add(length);
        entryHashes.add(hash(tokens));
        entryAnchors.add(hash(tokens.letters(), 0, ANCHORS[anchor]));
        entryTiny.add(units < TINY ? 1 : 0);
    }

    private void fillTable() {
        int size = entryTexts.size();
        nextEntries = new int[size];
        anchors = new HashFilter(size);
        table = new int[Math.max(16, Integer.highestOneBit(2 * size + 1) << 1)];
        Arrays.fill(table, -1);
        for (int entry = 0; entry < size; entry++) {
            int at = slot(entryAnchors.get(entry));
            nextEntries[entry] = table[at];
            table[at] = entry;
            anchors.add(Hashing.mix(entryAnchors.get(entry)));
        }
    }

    /** Returns where the entries of an anchor begin, or a free slot. */
    private int slot(long anchorHash) {
        int mask = table.length - 1;
        int at = (int) Hashing.mix(anchorHash) & mask;
        while (table[at] >= 0 && entryAnchors.get(table[at]) != anchorHash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Returns a finder, for one thread. */
    Finder finder() {
        return new Finder();
    }

    /** Searches records. Used by one thread. */
    final class Finder {
        private long[] prefixes = new long[1 << 10];
        private long[] powers = {1};
        private int text;
        private int start;
        private int length;

        /** Returns which text was found. */
        int text() {
            return text;
        }

        /** Returns the first of the record's letters that belongs to it. */
        int start() {
            return start;
        }

        /** Returns the number of letters. */
        int length() {
            return length;
        }

        /**
         * Finds the longest text.
         *
         * @param fieldStarts the letters at which the fields of the record begin, and the number of letters
         */
        boolean find(ContentTokens record, int[] fieldStarts) {
            int count = record.letterCount();
            prepare(record.letters(), count);
            length = 0;
            for (int i = 0; i < count; i++) {
                for (int anchor = 0; anchor < ANCHORS.length; anchor++) {
                    if (usesAnchor[anchor] && i + ANCHORS[anchor] <= count) {
                        lookUp(i, hash(i, ANCHORS[anchor]), count, fieldStarts);
                    }
                }
            }
            return length > 0;
        }

        private void lookUp(int at, long anchorHash, int count, int[] fieldStarts) {
            if (!anchors.mayHold(Hashing.mix(anchorHash))) {
                return;
            }
            for (int entry = table[slot(anchorHash)]; entry >= 0; entry = nextEntries[entry]) {
                int entryLength = entryLengths.get(entry);
                if (entryLength > length
                        && at + entryLength <= count
                        && hash(at, entryLength) == entryHashes.get(entry)
                        && (entryTiny.get(entry) == 0 || isField(fieldStarts, at, at + entryLength))) {
                    text = entryTexts.get(entry);
                    start = at;
                    length = entryLength;
                }
            }
        }

        private boolean isField(int[] fieldStarts, int from, int to) {
            for (int field = 0; field + 1 < fieldStarts.length; field++) {
                if (fieldStarts[field] == from && fieldStarts[field + 1] == to) {
                    return true;
                }
            }
            return false;
        }

        private void prepare(char[] letters, int count) {
            if (count >= prefixes.length) {
                prefixes = new long[Integer.highestOneBit(count) << 1];
            }
            if (count >= powers.length) {
                int known = powers.length;
                powers = Arrays.copyOf(powers, Integer.highestOneBit(count) << 1);
                for (int i = known; i < powers.length; i++) {
                    powers[i] = powers[i - 1] * BASE;
                }
            }
            for (int i = 0; i < count; i++) {
                prefixes[i + 1] = prefixes[i] * BASE + letters[i] + 1;
            }
        }

        private long hash(int from, int ofLength) {
            return prefixes[from + ofLength] - prefixes[from] * powers[ofLength];
        }
    }
}
