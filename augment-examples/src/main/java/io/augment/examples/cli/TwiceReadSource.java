package io.augment.examples.cli;

import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of the rows that cannot be read while a source is read for the second time. */
final class TwiceReadSource implements Source {
    private final Source source;
    private final Consumer<SourceRow.Malformed> bad;
    private boolean isSecond;

    TwiceReadSource(Source source, Consumer<SourceRow.Malformed> bad) {
        this.source = source;
        this.bad = bad;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceReader open() {
        SourceReader reader = source.open();
        boolean tells = isSecond;
        isSecond = true;
        return new SourceReader() {
            @Override
            public @Nullable SourceRow next() {
                SourceRow row = reader.next();
                if (tells && row instanceof SourceRow.Malformed malformed) {
                    bad.accept(malformed);
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
        };
    }
}
