package io.augment.internal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Recodes UTF-16 as UTF-8. A lone surrogate is encoded in three bytes, which the JSON reader takes back; an odd last byte
 * becomes a replacement character.
 */
final class Utf16Input extends FilterInputStream {
    private final boolean bigEndian;
    private final byte[] ready = new byte[4];
    private int next;
    private int count;
    private int ahead = -1;

    Utf16Input(InputStream in, boolean bigEndian) {
        super(in);
        this.bigEndian = bigEndian;
    }

    @Override
    public int read() throws IOException {
        if (next == count && !convert()) {
            return -1;
        }
        return ready[next++] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int b = read();
            if (b < 0) {
                return n == 0 ? -1 : n;
            }
            bytes[offset + n++] = (byte) b;
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean convert() throws IOException {
        int code = ahead >= 0 ? ahead : unit();
        ahead = -1;
        if (code < 0) {
            return false;
        }
        if (Character.isHighSurrogate((char) code)) {
            ahead = unit();
            if (ahead >= 0 && Character.isLowSurrogate((char) ahead)) {
                code = Character.toCodePoint((char) code, (char) ahead);
                ahead = -1;
            }
        }
        next = 0;
        count = 0;
        if (code < 0x80) {
            ready[count++] = (byte) code;
            return true;
        }
        int shift = code < 0x800 ? 6 : code < 0x10000 ? 12 : 18;
        ready[count++] = (byte) ((shift == 6 ? 0xC0 : shift == 12 ? 0xE0 : 0xF0) | code >> shift);
        while (shift > 0) {
            shift -= 6;
            ready[count++] = (byte) (0x80 | (code >> shift & 0x3F));
        }
        return true;
    }

    private int unit() throws IOException {
        int first = in.read();
        if (first < 0) {
            return -1;
        }
        int second = in.read();
        if (second < 0) {
            return 0xFFFD;
        }
        return bigEndian ? first << 8 | second : second << 8 | first;
    }
}
