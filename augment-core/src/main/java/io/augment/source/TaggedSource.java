package io.augment.source;

import io.augment.Instruction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads another source, and adds an entry of metadata to each seed. */
record TaggedSource(Source source, String key, String value) implements Source {
    TaggedSource {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(key, "name");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceReader open() {
        return new Reader(source.open(), key, value);
    }

    private record Reader(SourceReader reader, String key, String value) implements SourceReader {
        @Override
        public @Nullable SourceRow next() {
            SourceRow row = reader.next();
            if (!(row instanceof SourceRow.Seed seed)
                    || seed.instruction().metadata().containsKey(key)) {
                return row;
            }
            Instruction instruction = seed.instruction();
            Map<String, String> metadata = new LinkedHashMap<>(instruction.metadata());
            metadata.put(key, value);
            return new SourceRow.Seed(instruction.toBuilder().metadata(metadata).build(), seed.verdict());
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
