package io.augment.examples.cli;

import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** Shows the rows of another source to a watcher as they are read. */
final class WatchedSource implements Source {
    private final Source source;
    private final Watcher watcher;
    private int readings;

    WatchedSource(Source source, Watcher watcher) {
        this.source = source;
        this.watcher = watcher;
    }

    /** Warns of rows that cannot be read, where no run does that. */
    WatchedSource(Source source, RunWatch watch) {
        this(source, (row, reading) -> {
            if (row instanceof SourceRow.Malformed bad) {
                watch.warn(bad.origin() + ": " + bad.detail());
            }
        });
    }

    /** Sees rows go by. */
    interface Watcher {
        /** Sees a row; readings of the source are numbered from 1. */
        void saw(SourceRow row, int reading);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceReader open() {
        return new Reader(source.open(), watcher, ++readings);
    }

    private record Reader(SourceReader reader, Watcher watcher, int reading) implements SourceReader {
        @Override
        public @Nullable SourceRow next() {
            SourceRow row = reader.next();
            if (row != null) {
                watcher.saw(row, reading);
            }
            return row;
        }

        @Override
        public double progress() {
            return reader.progress();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
