package io.augment.internal.source;

import io.augment.internal.format.Json;
import io.augment.internal.format.RowSkim;
import io.augment.internal.format.TextHash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a JSON file without any tolerance, as a trainer does. */
public final class StrictRows implements Closeable {
    private static final int MAX_ROW_BYTES = Integer.MAX_VALUE - 16;

    private final RowBuffer buffer;
    private final RowScanner scanner;
    private final boolean marked;
    private long line;
    private boolean begun;
    private boolean over;

    private StrictRows(RowBuffer buffer, RowScanner scanner, boolean marked) {
        this.buffer = buffer;
        this.scanner = scanner;
        this.marked = marked;
    }

    /**
     * Opens a file.
     *
     * @param arrays whether it may be one array; else it must have a value on each line
     * @param hash takes the texts of the rows, in the order in which they stand
     * @throws IOException if it cannot be read
     */
    public static StrictRows open(Path file, boolean arrays, TextHash hash) throws IOException {
        ByteInput input = ByteInput.open(file);
        RowBuffer buffer = new RowBuffer(input, MAX_ROW_BYTES);
        boolean array = arrays && buffer.skipSpace() && buffer.bytes[buffer.pos] == '[';
        return new StrictRows(
                buffer,
                array ? new TreeScanner(buffer, false, hash) : new LineScanner(buffer, false, hash),
                input.isMarked());
    }

    /**
     * Returns the next object, or null at the end. After a problem, goes on behind it where that can be done.
     *
     * @throws IllegalStateException with what is wrong, if the file is no sequence of objects
     */
    public Json.@Nullable Obj next() {
        if (over) {
            return null;
        }
        if (marked && !begun) {
            begun = true;
            line = 1;
            throw new IllegalStateException(
                    "The file begins with a byte order mark, which trainers do not expect. Save it as plain UTF-8.");
        }
        Scanned found = scanner.next();
        if (found instanceof Scanned.Bad bad) {
            line = bad.line();
            throw new IllegalStateException(bad.detail());
        }
        if (scanner instanceof TreeScanner tree && tree.isTolerant()) {
            throw end("The file is not one JSON array: a bracket or a comma is missing or too much.");
        }
        String damage = buffer.damage();
        if (damage != null) {
            throw end(damage);
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

    /**
     * Goes past the next rows as long as each stands on a line of its own, and {@code skim} knows it as right.
     *
     * @return how many these were
     */
    public long skip(RowSkim skim) {
        if (over || (marked && !begun) || buffer.damage() != null || !(scanner instanceof LineScanner)) {
            return 0;
        }
        long rows = 0;
        int end = skim.row(buffer.bytes, buffer.pos, buffer.end);
        while (end != RowSkim.UNKNOWN) {
            rows++;
            buffer.pos = end;
            line = buffer.line++;
            end = skim.row(buffer.bytes, end, buffer.end);
        }
        return rows;
    }

    private IllegalStateException end(String problem) {
        over = true;
        line = buffer.line;
        return new IllegalStateException(problem);
    }

    /** Returns the line of the last row or problem, from 1. */
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
