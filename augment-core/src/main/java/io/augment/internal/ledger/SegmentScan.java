package io.augment.internal.ledger;

import io.augment.internal.format.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the lines of a segment, one after the other, in a buffer that is used again. */
final class SegmentScan {
    private static final int BUFFER = 1 << 18;

    private SegmentScan() {}

    /** Receives the lines that are not blank. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Receives a line without its line feed.
         *
         * @param complete whether the line had a line feed; only the last one may lack it
         */
        void line(long offset, byte[] bytes, int from, int length, boolean complete) throws IOException;
    }

    /**
     * Reads all lines of a file.
     *
     * @return where the last line ends that is not blank
     */
    static long read(Path file, Visitor visitor) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long base = 0;
        long end = 0;
        int filled = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, Math.addExact(buffer.length, buffer.length));
                }
                int read = in.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    break;
                }
                int searchFrom = filled;
                filled += read;
                int start = 0;
                for (int i = Utf8.newline(buffer, searchFrom, filled);
                        i < filled;
                        i = Utf8.newline(buffer, start, filled)) {
                    if (i > start) {
                        visitor.line(base + start, buffer, start, i - start, true);
                        end = base + i + 1;
                    }
                    start = i + 1;
                }
                System.arraycopy(buffer, start, buffer, 0, filled - start);
                base += start;
                filled -= start;
            }
        }
        if (filled > 0) {
            visitor.line(base, buffer, 0, filled, false);
            end = base + filled;
        }
        return end;
    }
}
