package io.augment.filter;

import io.augment.Example;
import io.augment.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Applies filters to the records of a stream in their order. */
final class FilteredStream implements Iterator<Outcome>, AutoCloseable {
    private final Iterator<? extends Example> examples;
    private final List<Filter> filters;
    private final List<FilterSession> sessions = new ArrayList<>();
    private boolean opened;

    private FilteredStream(Iterator<? extends Example> examples, List<Filter> filters) {
        this.examples = examples;
        this.filters = filters;
    }

    static Stream<Outcome> of(Stream<? extends Example> examples, List<Filter> filters) {
        FilteredStream outcomes = new FilteredStream(examples.sequential().iterator(), filters);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(outcomes, traits), false)
                .onClose(outcomes::close)
                .onClose(examples::close);
    }

    @Override
    public boolean hasNext() {
        if (!opened) {
            opened = true;
            filters.forEach(filter -> sessions.add(filter.open()));
        }
        boolean more = examples.hasNext();
        if (!more) {
            close();
        }
        return more;
    }

    @Override
    public Outcome next() {
        Example example = examples.next();
        for (int i = 0; i < sessions.size(); i++) {
            Decision decision = sessions.get(i).decide(example);
            if (!decision.isKept()) {
                return outcome(example, filters.get(i), decision);
            }
            example = decision.result(example);
        }
        return new Outcome.Kept(example);
    }

    /** Returns what becomes of a record by the decision of a filter. */
    static Outcome outcome(Example example, Filter filter, Decision decision) {
        String reason = decision.reason();
        if (reason == null) {
            return new Outcome.Kept(decision.result(example));
        }
        return new Outcome.Rejected(
                example,
                filter.name(),
                reason,
                decision.detail(),
                example.instruction().origin());
    }

    @Override
    public void close() {
        Deque<FilterSession> open = new ArrayDeque<>(sessions);
        sessions.clear();
        while (!open.isEmpty()) {
            open.removeLast().close();
        }
    }
}
