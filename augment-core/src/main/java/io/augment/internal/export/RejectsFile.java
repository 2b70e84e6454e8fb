package io.augment.internal.export;

import io.augment.Example;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.export.ExportException;
import io.augment.internal.format.JsonWriter;
import io.augment.internal.source.RejectJson;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Writes the rows that were turned down, under a temporary name until they are complete; or nowhere. */
public final class RejectsFile implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final JsonWriter json = new JsonWriter();
    private final @Nullable Path target;
    private final @Nullable Path temporary;
    private final @Nullable DurableFile file;

    private RejectsFile(@Nullable Path target, @Nullable Path temporary, @Nullable DurableFile file) {
        this.target = target;
        this.temporary = temporary;
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @param target the file, or null to write nowhere
     * @throws ExportException if it cannot be written
     */
    public static RejectsFile open(@Nullable Path target) {
        if (target == null) {
            return new RejectsFile(null, null, null);
        }
        Path whole = target.toAbsolutePath();
        Path temporary = whole.resolveSibling("." + whole.getFileName() + ".tmp");
        try {
            Path parent = whole.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return new RejectsFile(whole, temporary, DurableFile.create(temporary));
        } catch (IOException e) {
            throw new ExportException("The file " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Writes a row that could not be read. */
    public void write(SourceRow.Malformed row) {
        if (file != null) {
            RejectJson.write(row, json);
            drain(CHUNK);
        }
    }

    /** Writes a record that was turned down. */
    public void write(String stage, String reason, @Nullable Origin origin, Example example) {
        if (file != null) {
            RejectJson.write(stage, reason, null, origin, example, json);
            drain(CHUNK);
        }
    }

    /** Writes an outcome. */
    public void write(Outcome.Rejected rejected) {
        if (file != null) {
            RejectJson.write(rejected, json);
            drain(CHUNK);
        }
    }

    /** Ends the file and moves it into place. */
    public void commit() {
        if (file == null || target == null || temporary == null) {
            return;
        }
        drain(0);
        try {
            file.close();
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ExportException("The file " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        if (file == null || temporary == null) {
            return;
        }
        try {
            file.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(int above) {
        if (file != null && json.size() > above) {
            try {
                json.drainTo(file);
            } catch (IOException e) {
                throw new ExportException("The file " + target + " cannot be written: " + e.getMessage(), e);
            }
        }
    }
}
