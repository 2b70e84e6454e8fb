package io.augment.internal.run;

import io.augment.internal.format.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Writes a file of JSON lines under a temporary name and moves it into place when it is complete. */
final class RecordFile implements AutoCloseable {
    private final Path file;
    private final Path unfinished;

    /** Not a channel: an interrupt, which cancels a run, would close a channel. */
    private final FileOutputStream out;

    private final OutputStream buffered;
    private final JsonWriter json = new JsonWriter();

    RecordFile(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            this.out = new FileOutputStream(unfinished.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + unfinished + ": " + e.getMessage(), e);
        }
        this.buffered = new BufferedOutputStream(out, 1 << 16);
    }

    /** Writes a line. */
    void line(Consumer<JsonWriter> body) {
        try {
            body.accept(json);
            json.drainTo(buffered);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + unfinished + ": " + e.getMessage(), e);
        }
    }

    /** Brings the file to disk and moves it into place. */
    void commit() {
        try {
            buffered.flush();
            out.getFD().sync();
            buffered.close();
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + unfinished, e);
        }
    }
}
