package io.augment.internal.prefer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes groups of a chosen text and its rejected ones from judged candidates. */
public final class Pairer {
    /** What rounding may take from a difference that was meant to reach the margin. */
    private static final double ROUNDING = 1e-9;

    private final PairingRules rules;

    /** Creates a pairer. */
    public Pairer(PairingRules rules) {
        this.rules = rules;
    }

    /** A chosen candidate and what lost against it, the better ones first. */
    record Group(Judged chosen, List<String> rejected) {}

    /** Returns the groups, best first; empty where no two candidates are far enough apart. */
    List<Group> groups(List<Judged> candidates) {
        List<Judged> best = new ArrayList<>(candidates);
        best.sort(Comparator.comparingDouble(Judged::score).reversed());
        return switch (rules.pairing()) {
            case BEST_WORST -> bestWorst(best);
            case ALL_ABOVE_MARGIN -> all(best);
            case LABELS -> labels(best);
        };
    }

    private List<Group> bestWorst(List<Judged> best) {
        Judged first = best.get(0);
        Judged last = best.get(best.size() - 1);
        return isApart(first.score(), last.score()) ? List.of(new Group(first, List.of(last.text()))) : List.of();
    }

    private List<Group> all(List<Judged> best) {
        List<Group> groups = new ArrayList<>();
        for (Judged chosen : best) {
            List<String> rejected = best.stream()
                    .filter(other -> isApart(chosen.score(), other.score()))
                    .map(Judged::text)
                    .toList();
            if (!rejected.isEmpty()) {
                groups.add(new Group(chosen, rejected));
            }
        }
        return groups;
    }

    private List<Group> labels(List<Judged> best) {
        List<String> bad = best.stream()
                .filter(other -> isApart(rules.goodFrom(), other.score()))
                .map(Judged::text)
                .toList();
        List<Group> groups = new ArrayList<>();
        for (Judged good : best) {
            if (good.score() >= rules.goodFrom()) {
                groups.add(new Group(good, groups.isEmpty() ? bad : List.of()));
            }
        }
        return groups;
    }

    private boolean isApart(double high, double low) {
        return high > low && high - low >= rules.margin() - ROUNDING;
    }
}
