package io.augment.filter;

import io.augment.Instruction;
import io.augment.Origin;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records that a filter compares with from the beginning: seeds and files. */
final class References {
    private static final Logger LOG = LoggerFactory.getLogger(References.class);

    private References() {}

    /** Hands over every record that can be read; says how many cannot. */
    static void each(List<Source> sources, Consumer<Instruction> use) {
        for (Source source : sources) {
            long unreadable = 0;
            try (SourceReader reader = source.open()) {
                for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                    if (row instanceof SourceRow.Seed seed) {
                        use.accept(seed.instruction());
                    } else {
                        unreadable++;
                    }
                }
            }
            if (unreadable > 0) {
                LOG.warn("{} rows of {} could not be read and are not compared with", unreadable, source.name());
            }
        }
    }

    /** Returns how a message names a reference: where it was read, or its identifier. */
    static String name(Instruction reference) {
        Origin origin = reference.origin();
        return origin == null ? reference.id() : origin.toString();
    }
}
