package io.augment.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads several sources one after the other, each opened when its turn comes. */
record JoinedSource(List<Source> sources) implements Source {
    JoinedSource {
        sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return sources.stream().map(Source::name).collect(Collectors.joining(", "));
    }

    @Override
    public SourceReader open() {
        return new Reader(new ArrayDeque<>(sources));
    }

    private static final class Reader implements SourceReader {
        private final Deque<Source> waiting;
        private final int total;
        private @Nullable SourceReader current;

        Reader(Deque<Source> waiting) {
            this.waiting = waiting;
            this.total = waiting.size();
        }

        @Override
        public @Nullable SourceRow next() {
            while (true) {
                SourceReader reader = current;
                if (reader == null) {
                    Source source = waiting.poll();
                    if (source == null) {
                        return null;
                    }
                    reader = source.open();
                    current = reader;
                }
                SourceRow row = reader.next();
                if (row != null) {
                    return row;
                }
                reader.close();
                current = null;
            }
        }

        @Override
        public double progress() {
            SourceReader reader = current;
            double part = reader == null ? 0 : reader.progress();
            if (part < 0) {
                return -1;
            }
            int begun = reader == null ? 0 : 1;
            return total == 0 ? 1 : (total - waiting.size() - begun + part) / total;
        }

        @Override
        public void close() {
            SourceReader reader = current;
            if (reader != null) {
                reader.close();
            }
            waiting.clear();
        }
    }
}
