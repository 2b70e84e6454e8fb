package io.augment.local.internal.sample;

import java.util.HashMap;
import java.util.Map;

/** Counts how often a reply has each token, and knows the prompt's. Not safe for use by many threads. */
final class TokenCounts {
    private final Map<Integer, Integer> counts = new HashMap<>();

    void addPrompt(int id) {
        counts.putIfAbsent(id, 0);
    }

    void addReply(int id) {
        counts.merge(id, 1, Integer::sum);
    }

    void forEach(Visitor visitor) {
        counts.forEach(visitor::visit);
    }

    /** Sees a token, and how often the reply has it: 0 if only the prompt does. */
    interface Visitor {
        void visit(int id, int times);
    }
}
