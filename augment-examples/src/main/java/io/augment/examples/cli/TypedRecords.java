package io.augment.examples.cli;

import io.augment.Instruction;
import io.augment.run.Budget;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads records with their task type, one at a time, and passes over rows that cannot be read. */
final class TypedRecords implements Iterator<Instruction>, AutoCloseable {
    private static final int SIDE_BY_SIDE = 4;

    private final SourceReader reader;
    private @Nullable Instruction next;

    TypedRecords(TaskOptions tasks, String field, RunWatch watch) {
        this.reader = new Labeling(
                        new WatchedSource(tasks.source(), watch),
                        new TaskField(field, tasks.local()),
                        SIDE_BY_SIDE,
                        Budget.unlimited(),
                        null)
                .open();
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            SourceRow row = reader.next();
            if (row == null) {
                return false;
            }
            if (row instanceof SourceRow.Seed seed) {
                Map<String, String> metadata =
                        new LinkedHashMap<>(seed.instruction().metadata());
                metadata.remove(Labeling.CONFIDENCE);
                next = seed.instruction().toBuilder().metadata(metadata).build();
            }
        }
        return true;
    }

    @Override
    public Instruction next() {
        Instruction result = hasNext() ? next : null;
        if (result == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return result;
    }

    @Override
    public void close() {
        reader.close();
    }
}
