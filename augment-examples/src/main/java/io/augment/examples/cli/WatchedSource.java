package io.augment.examples.cli;

import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Warns of rows that cannot be read while another source is read, where no run does that.
 *
 * @param source the source
 * @param watch is told of the rows
 */
record WatchedSource(Source source, RunWatch watch) implements Source {
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceReader open() {
        return new Reader(source.open(), watch);
    }

    private record Reader(SourceReader reader, RunWatch watch) implements SourceReader {
        @Override
        public @Nullable SourceRow next() {
            SourceRow row = reader.next();
            if (row instanceof SourceRow.Malformed bad) {
                watch.warn(bad.origin() + ": " + bad.detail());
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
