package io.augment.internal.train;

import io.augment.Example;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import io.augment.train.TrainingException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads records one at a time. */
final class KeptRecords {
    private KeptRecords() {}

    /** Reads what a run kept. */
    static void forEach(RunDirectory run, Consumer<Example> use) {
        forEach(run.kept(), use);
    }

    /**
     * Reads a file of records.
     *
     * @throws TrainingException if a row is damaged: what a run has written is whole
     */
    static void forEach(Path file, Consumer<Example> use) {
        try (SourceReader reader = Source.files(file).open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof SourceRow.Seed seed) {
                    use.accept(seed.example());
                } else if (row instanceof SourceRow.Malformed bad) {
                    throw new TrainingException(bad.origin() + " cannot be read (" + bad.reason() + ": " + bad.detail()
                            + "). The file was changed since it was written; repeat what wrote it.");
                }
            }
        }
    }
}
