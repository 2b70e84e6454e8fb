package io.augment.internal.source;

import io.augment.Origin;
import io.augment.source.SourceException;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files one after the other as rows. */
public final class FilesReader implements SourceReader {
    private final FileOptions options;
    private final SeedShapes shapes;
    private final Deque<Path> waiting;
    private final Deque<SourceRow> ready = new ArrayDeque<>();
    private final long totalBytes;
    private long doneBytes;
    private long badRows;
    private @Nullable FileRows current;

    /**
     * Finds the files; reading begins with the first {@link #next()}.
     *
     * @throws SourceException if a file does not exist or a directory holds no data
     */
    public FilesReader(List<Path> paths, FileOptions options) {
        this.options = options;
        this.shapes = new SeedShapes(options.columns(), Shape.named(options.format()));
        this.waiting = new ArrayDeque<>(InputFiles.list(paths));
        long bytes = 0;
        for (Path file : waiting) {
            bytes += size(file);
        }
        this.totalBytes = bytes;
    }

    @Override
    public @Nullable SourceRow next() {
        while (true) {
            SourceRow row = ready.poll();
            if (row != null) {
                return checked(row);
            }
            FileRows file = current;
            if (file == null) {
                Path path = waiting.peek();
                if (path == null) {
                    return null;
                }
                file = FileRows.open(path, options);
                current = file;
                waiting.remove();
            }
            Scanned found = file.next();
            if (found == null) {
                doneBytes += size(file.path());
                file.close();
                current = null;
            } else if (found instanceof Scanned.Value value) {
                shapes.read(value.json(), new Origin(file.name(), value.line()), file.hasBareTexts(), ready);
            } else if (found instanceof Scanned.Bad bad) {
                ready.add(new SourceRow.Malformed(
                        new Origin(file.name(), bad.line()), bad.reason(), bad.detail(), bad.raw()));
            }
        }
    }

    private SourceRow checked(SourceRow row) {
        if (row instanceof SourceRow.Malformed bad && ++badRows > options.maxBadRows()) {
            throw new SourceException(
                    bad.origin() + ": " + bad.detail() + " This is malformed row number " + badRows + ", and "
                            + options.maxBadRows() + " are allowed. Correct the file, or raise the limit.",
                    null);
        }
        return row;
    }

    @Override
    public double progress() {
        if (totalBytes == 0) {
            return 1;
        }
        FileRows file = current;
        return Math.min(1, (doneBytes + (file == null ? 0 : file.position())) / (double) totalBytes);
    }

    @Override
    public void close() {
        waiting.clear();
        FileRows file = current;
        if (file != null) {
            file.close();
            current = null;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The size of " + file + " cannot be read", e);
        }
    }
}
