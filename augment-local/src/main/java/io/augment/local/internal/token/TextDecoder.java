package io.augment.local.internal.token;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Gives the text of tokens that come one by one. A character whose bytes have not all come is held back; bytes that
 * cannot be UTF-8 become U+FFFD. Not safe for use by many threads.
 */
public final class TextDecoder {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer held = ByteBuffer.allocate(64).limit(0);

    /** Adds a token's bytes and returns the characters that are complete with them. */
    public String append(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(held.remaining() + bytes.length);
        in.put(held).put(bytes).flip();
        return decode(in, false);
    }

    /** Returns what is held back, and is as new. */
    public String end() {
        String rest = decode(held, true);
        decoder.reset();
        held = ByteBuffer.allocate(0);
        return rest;
    }

    private String decode(ByteBuffer in, boolean last) {
        CharBuffer out = CharBuffer.allocate(in.remaining() + 2);
        decoder.decode(in, out, last);
        if (last) {
            decoder.flush(out);
        }
        held = in;
        return out.flip().toString();
    }
}
