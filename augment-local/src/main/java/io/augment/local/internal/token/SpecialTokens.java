package io.augment.local.internal.token;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the tokens that stand for a whole name. Immutable and safe for use by many threads. */
final class SpecialTokens {
    private final Map<Character, List<Vocabulary.Special>> byFirst = new HashMap<>();
    private final BitSet firsts = new BitSet();

    SpecialTokens(Collection<Vocabulary.Special> specials) {
        for (Vocabulary.Special special : specials) {
            char first = special.text().charAt(0);
            byFirst.computeIfAbsent(first, c -> new ArrayList<>()).add(special);
            firsts.set(first);
        }
    }

    /**
     * Finds the tokens of a text, in order. Where two overlap, the longer is taken wherever it stands, as llama.cpp does.
     *
     * @param frame whether control tokens are wanted, and not only what the user defined
     */
    List<Match> find(String text, boolean frame) {
        List<Match> all = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (firsts.get(c)) {
                for (Vocabulary.Special special : byFirst.getOrDefault(c, List.of())) {
                    if ((frame || special.always()) && text.startsWith(special.text(), i)) {
                        all.add(new Match(i, i + special.text().length(), special.id()));
                    }
                }
            }
        }
        return all.size() < 2 ? all : withoutOverlaps(all);
    }

    private static List<Match> withoutOverlaps(List<Match> all) {
        all.sort(Comparator.comparingInt(Match::length)
                .reversed()
                .thenComparingInt(Match::id)
                .thenComparingInt(Match::start));
        BitSet taken = new BitSet();
        List<Match> kept = new ArrayList<>();
        for (Match match : all) {
            int next = taken.nextSetBit(match.start());
            if (next < 0 || next >= match.end()) {
                taken.set(match.start(), match.end());
                kept.add(match);
            }
        }
        kept.sort(Comparator.comparingInt(Match::start));
        return kept;
    }

    /** Where a token stands: from {@code start} to before {@code end}. */
    record Match(int start, int end, int id) {
        int length() {
            return end - start;
        }
    }
}
