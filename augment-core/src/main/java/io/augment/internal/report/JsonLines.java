package io.augment.internal.report;

import io.augment.AugmentException;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.Utf8;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads files of JSON objects, one per line, with the memory of a single line. */
final class JsonLines {
    /** A longer line is not looked at: the page shows only the beginning of a text. */
    private static final int LONGEST = 8 << 20;

    private final JsonReader reader = new JsonReader();
    private final byte[] chunk = new byte[1 << 16];
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;
    private long skipped;

    /** Returns how many lines could not be used so far. */
    long skipped() {
        return skipped;
    }

    /** Takes objects that may lack members. */
    @FunctionalInterface
    interface Body {
        /**
         * Takes an object, and returns whether it wants more.
         *
         * @param whole reads the object with all its members; only until this returns
         */
        boolean take(Json.Obj object, Supplier<Json.Obj> whole);
    }

    /**
     * Reads a file to its end, or until the body has seen enough; a file that does not exist is empty.
     *
     * @param body takes an object, and returns whether it wants more
     * @throws AugmentException if the file cannot be read
     */
    void read(Path file, Predicate<Json.Obj> body) {
        read(file, Set.of(), (object, whole) -> body.test(object));
    }

    /**
     * Reads a file to its end, or until the body has seen enough; a file that does not exist is empty.
     *
     * @param leftOut names of members that the objects shall lack, and the objects in them
     * @throws AugmentException if the file cannot be read
     */
    void read(Path file, Set<String> leftOut, Body body) {
        if (!Files.exists(file)) {
            return;
        }
        // Not a channel: an interrupt, which cancels a run, would close a channel.
        try (InputStream in = new FileInputStream(file.toFile())) {
            read(in, leftOut, body);
        } catch (IOException e) {
            throw new AugmentException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void read(InputStream in, Set<String> leftOut, Body body) throws IOException {
        length = 0;
        tooLong = false;
        while (true) {
            int end = in.read(chunk);
            if (end < 0) {
                line(leftOut, body);
                return;
            }
            int from = 0;
            for (int to = Utf8.newline(chunk, from, end); to < end; to = Utf8.newline(chunk, from, end)) {
                append(from, to);
                from = to + 1;
                if (!line(leftOut, body)) {
                    return;
                }
            }
            append(from, end);
        }
    }

    private void append(int from, int to) {
        int more = to - from;
        if (tooLong || length + more > LONGEST) {
            tooLong = true;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
        }
        System.arraycopy(chunk, from, line, length, more);
        length += more;
    }

    private boolean line(Set<String> leftOut, Body body) {
        int size = length;
        boolean unusable = tooLong;
        length = 0;
        tooLong = false;
        if (size == 0 && !unusable) {
            return true;
        }
        try {
            if (!unusable && reader.readWithout(leftOut, line, 0, size) instanceof Json.Obj object) {
                return body.take(object, () -> (Json.Obj) reader.read(line, 0, size));
            }
        } catch (JsonProblem e) {
            // Counted below: a torn or damaged line spoils no report.
        }
        skipped++;
        return true;
    }
}
