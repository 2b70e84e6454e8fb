package io.augment.internal.run;

import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** Reads the first rows of a source. */
record FirstRows(Source source, long rows) implements Source {
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceReader open() {
        SourceReader reader = source.open();
        return new SourceReader() {
            private long read;

            @Override
            public @Nullable SourceRow next() {
                return read++ < rows ? reader.next() : null;
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }
}
