package io.augment.local.internal.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Maps the 256 bytes to the printable characters by which byte-level vocabularies write them.
 *
 * <p>Bytes that are printable in Latin-1 stand for themselves, all others for characters from U+0100 on, in order
 * (OpenAI GPT-2, {@code encoder.py}, {@code bytes_to_unicode}).
 */
final class ByteAlphabet {
    private static final char[] CHARACTERS = new char[256];
    private static final short[] BYTES = new short[0x200];

    static {
        Arrays.fill(BYTES, (short) -1);
        char next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            CHARACTERS[b] = printable ? (char) b : next++;
            BYTES[CHARACTERS[b]] = (short) b;
        }
    }

    private ByteAlphabet() {}

    /** Returns the character that stands for a byte, 0 to 255. */
    static char character(int value) {
        return CHARACTERS[value];
    }

    /** Returns the bytes that an entry stands for; its UTF-8 where it has a character that stands for no byte. */
    static byte[] bytes(String entry) {
        byte[] bytes = new byte[entry.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = entry.charAt(i);
            if (c >= BYTES.length || BYTES[c] < 0) {
                return entry.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) BYTES[c];
        }
        return bytes;
    }
}
