package io.augment.internal.source;

import io.augment.internal.format.Utf8;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the part of a file that is being read: the bytes from the current row on. Grows with a row up to a limit, so that
 * memory does not grow with the file.
 */
final class RowBuffer implements Closeable {
    private static final int LEAST = 1 << 16;
    private static final int USUAL = 1 << 18;
    private static final int SHOWN = 2_000;

    private final InputStream in;
    private final int limit;
    private @Nullable String damage;

    /** The bytes; those from {@link #pos} to {@link #end} are not consumed yet. */
    byte[] bytes;

    int pos;
    int end;
    boolean eof;

    /** Number of the line in which {@link #pos} lies, from 1. */
    long line = 1;

    RowBuffer(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
        // No larger than a row may be, so that a row is not taken merely since it happens to be loaded.
        this.bytes = new byte[Math.max(LEAST, Math.min(USUAL, limit))];
    }

    /** Returns the limit on a row, in bytes. */
    int limit() {
        return limit;
    }

    /** Returns whether the bytes that are not consumed are more than a row may have. */
    boolean isOverLimit() {
        return end - pos > limit;
    }

    /** Returns what is wrong with the file's packing, or null; known only at its end. */
    @Nullable
    String damage() {
        return damage;
    }

    /**
     * Loads more bytes behind those that are there; {@link #pos} becomes 0. Doubles the buffer where it is full, so that
     * whoever starts over after each call does twice the work at most.
     *
     * @return whether there are more bytes now
     */
    boolean fill() {
        if (eof) {
            return false;
        }
        int kept = end - pos;
        if (pos > 0) {
            System.arraycopy(bytes, pos, bytes, 0, kept);
            pos = 0;
            end = kept;
        }
        if (kept > bytes.length / 2) {
            long wanted = Math.max(bytes.length + 1L, Math.min(bytes.length * 2L, limit + 1L));
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
        try {
            while (end < bytes.length && !eof) {
                int n = in.read(bytes, end, bytes.length - end);
                end += Math.max(n, 0);
                eof = n < 0;
            }
        } catch (EOFException | ZipException e) {
            damage = "The packed file is damaged or cut off: " + e.getMessage() + ".";
            eof = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return end - pos > kept;
    }

    /** Consumes bytes and counts their lines. */
    void advance(int count) {
        line += Utf8.newlines(bytes, pos, pos + count);
        pos += count;
    }

    /** Consumes white space; returns whether a byte follows. */
    boolean skipSpace() {
        while (true) {
            while (pos < end) {
                byte b = bytes[pos];
                if (b == '\n') {
                    line++;
                } else if (b != ' ' && b != '\r' && b != '\t') {
                    return true;
                }
                pos++;
            }
            if (!fill()) {
                return false;
            }
        }
    }

    /** Consumes all that is left. */
    void drain() {
        do {
            advance(end - pos);
        } while (fill());
    }

    /** Returns bytes from {@link #pos} on as text for people, cut to a sensible length. */
    String shown(int count) {
        int length = Math.min(count, SHOWN);
        String text = new String(bytes, pos, length, StandardCharsets.UTF_8);
        return length < count ? text + "…" : text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
