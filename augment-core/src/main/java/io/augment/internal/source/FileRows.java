package io.augment.internal.source;

import io.augment.internal.format.Json;
import io.augment.source.SourceException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one file as values and malformed rows. */
final class FileRows implements Closeable {
    private static final int SHOWN = 40;

    private final Path path;
    private final String name;
    private final ByteInput input;
    private final RowBuffer buffer;
    private final RowScanner scanner;
    private boolean begun;
    private boolean bareTexts;
    private boolean damageTold;

    private FileRows(Path path, ByteInput input, RowBuffer buffer, RowScanner scanner) {
        this.path = path;
        this.name = nameOf(path);
        this.input = input;
        this.buffer = buffer;
        this.scanner = scanner;
    }

    /**
     * Opens a file and finds out how it is cut into rows.
     *
     * @throws SourceException if it cannot be opened, or nothing in it is known
     */
    static FileRows open(Path path, FileOptions options) {
        try {
            ByteInput input = ByteInput.open(path);
            try {
                RowBuffer buffer = new RowBuffer(input, options.maxRowBytes());
                Set<String> columns = new HashSet<>();
                if (options.columns() != null) {
                    columns.addAll(options.columns().all());
                    columns.remove(Columns.ID);
                }
                return new FileRows(
                        path, input, buffer, scanner(path, buffer, layout(buffer, options.format(), columns)));
            } catch (RuntimeException e) {
                input.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException("The file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Layout layout(RowBuffer buffer, @Nullable String name, Set<String> columns) {
        Layout found = Detector.detect(buffer, columns);
        Layout given = name == null ? Layout.UNKNOWN : Layout.named(name);
        boolean leftOpen = given == Layout.UNKNOWN || (given == Layout.JSON && found == Layout.JSON_OBJECT);
        return leftOpen ? found : given;
    }

    private static RowScanner scanner(Path path, RowBuffer buffer, Layout layout) {
        return switch (layout) {
            case JSON_LINES -> new LineScanner(buffer, false, null);
            case JSON -> new TreeScanner(buffer, false, null);
            case JSON_OBJECT -> new TreeScanner(buffer, true, null);
            case CSV, TSV, SEMICOLONS -> new TableScanner(buffer, layout.separator());
            case TEXT -> new LineScanner(buffer, true, null);
            default ->
                throw new SourceException(
                        "The file " + path + " is in no format that is known: it begins with \""
                                + buffer.shown(Math.min(SHOWN, buffer.end - buffer.pos))
                                        .strip()
                                + "\". Seeds can be JSON Lines, a JSON array, or CSV with a header that names the column"
                                + " of the instruction.",
                        null);
        };
    }

    /** Returns the path as it was given, with slashes. */
    static String nameOf(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    @Nullable
    Scanned next() {
        try {
            Scanned found = scanner.next();
            if (found != null) {
                if (!begun) {
                    begun = true;
                    // A file whose first row is a string is a list of bare instructions.
                    bareTexts = found instanceof Scanned.Value value && value.json() instanceof Json.Text;
                }
                return found;
            }
            String damage = buffer.damage();
            if (damage != null && !damageTold) {
                damageTold = true;
                return new Scanned.Bad(
                        buffer.line,
                        "broken-packing",
                        damage + " Rows behind this place are missing; pack the file anew.",
                        null);
            }
            return null;
        } catch (UncheckedIOException e) {
            throw new SourceException(
                    "The file " + path + " cannot be read any further, at line " + buffer.line + ": " + e.getMessage(),
                    e);
        }
    }

    Path path() {
        return path;
    }

    String name() {
        return name;
    }

    boolean hasBareTexts() {
        return bareTexts;
    }

    /** Returns how many bytes of the file were used. */
    long position() {
        return input.position() - (input.isPlain() ? buffer.end - buffer.pos : 0);
    }

    @Override
    public void close() {
        try {
            buffer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
