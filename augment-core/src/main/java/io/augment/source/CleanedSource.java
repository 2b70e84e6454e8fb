package io.augment.source;

import io.augment.Instruction;
import io.augment.Origin;
import io.augment.internal.check.Defect;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.source.SeedRules;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads another source, and reports the seeds that break a rule as malformed rows. */
record CleanedSource(Source source) implements Source {
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceReader open() {
        return new Reader(source.name(), source.open());
    }

    private static final class Reader implements SourceReader {
        private final String name;
        private final SourceReader reader;
        private long rows;

        Reader(String name, SourceReader reader) {
            this.name = name;
            this.reader = reader;
        }

        @Override
        public @Nullable SourceRow next() {
            SourceRow row = reader.next();
            rows++;
            if (!(row instanceof SourceRow.Seed seed)) {
                return row;
            }
            Instruction tidied = SeedRules.tidy(seed.instruction());
            Defect defect = SeedRules.find(tidied);
            if (defect == null) {
                return new SourceRow.Seed(tidied, seed.verdict());
            }
            Origin origin = tidied.origin();
            String detail = defect.detail();
            return new SourceRow.Malformed(
                    origin == null ? new Origin(name, rows) : origin,
                    defect.reason(),
                    "The seed breaks the cleaning rule " + defect.reason() + (detail == null ? "." : ": " + detail),
                    new String(ExampleJson.write(seed.example()), StandardCharsets.UTF_8).strip());
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
