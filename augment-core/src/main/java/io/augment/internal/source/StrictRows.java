package io.augment.internal.source;

import io.augment.internal.format.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a JSON file without any tolerance, as a trainer does. */
public final class StrictRows implements Closeable {
    private static final int MAX_ROW_BYTES = Integer.MAX_VALUE - 16;

    private final RowBuffer buffer;
    private final RowScanner scanner;
    private long line;

    private StrictRows(RowBuffer buffer, RowScanner scanner) {
        this.buffer = buffer;
        this.scanner = scanner;
    }

    /**
     * Opens a file.
     *
     * @param array whether it must hold one array, and not a value on each line
     * @throws IOException if it cannot be read
     */
    public static StrictRows open(Path file, boolean array) throws IOException {
        RowBuffer buffer = new RowBuffer(ByteInput.open(file), MAX_ROW_BYTES);
        return new StrictRows(buffer, array ? new TreeScanner(buffer, false) : new LineScanner(buffer));
    }

    /**
     * Returns the next object, or null at the end.
     *
     * @throws IllegalStateException with what is wrong, if the file is no sequence of objects
     */
    public Json.@Nullable Obj next() {
        Scanned found = scanner.next();
        if (found instanceof Scanned.Bad bad) {
            line = bad.line();
            throw new IllegalStateException(bad.detail());
        }
        if (scanner instanceof TreeScanner tree && tree.isTolerant()) {
            line = buffer.line;
            throw new IllegalStateException(
                    "The file is not one JSON array: a bracket or a comma is missing or too much.");
        }
        if (buffer.damage() != null) {
            throw new IllegalStateException(buffer.damage());
        }
        if (!(found instanceof Scanned.Value value)) {
            return null;
        }
        line = value.line();
        if (value.json() instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalStateException("The row is " + value.json().kind() + " and not an object.");
    }

    /** Returns the line of the last row, from 1. */
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
