package io.augment.local.internal.token;

/** Spells text in bytes without making a string or an array of them. */
final class Utf8 {
    private static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    /** Writes the symbol of each UTF-8 byte and returns how many there are. */
    static int encode(String text, int from, int to, int[] symbolOfByte, int[] out) {
        int n = 0;
        int i = from;
        while (i < to) {
            int c = text.charAt(i++);
            if (c < 0x80) {
                out[n++] = symbolOfByte[c];
            } else if (c < 0x800) {
                out[n++] = symbolOfByte[0xC0 | (c >> 6)];
                out[n++] = symbolOfByte[0x80 | (c & 0x3F)];
            } else if (Character.isHighSurrogate((char) c) && i < to && Character.isLowSurrogate(text.charAt(i))) {
                c = Character.toCodePoint((char) c, text.charAt(i++));
                out[n++] = symbolOfByte[0xF0 | (c >> 18)];
                out[n++] = symbolOfByte[0x80 | ((c >> 12) & 0x3F)];
                out[n++] = symbolOfByte[0x80 | ((c >> 6) & 0x3F)];
                out[n++] = symbolOfByte[0x80 | (c & 0x3F)];
            } else {
                c = Character.isSurrogate((char) c) ? REPLACEMENT : c;
                out[n++] = symbolOfByte[0xE0 | (c >> 12)];
                out[n++] = symbolOfByte[0x80 | ((c >> 6) & 0x3F)];
                out[n++] = symbolOfByte[0x80 | (c & 0x3F)];
            }
        }
        return n;
    }
}
