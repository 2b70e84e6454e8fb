package io.augment.internal.util;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes text to short hexadecimal names. */
public final class Hex {
    private Hex() {}

    /** Returns a fresh SHA-256, which every Java platform has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** Returns the first {@code digits} hexadecimal digits of the text's SHA-256. */
    public static String sha256(String text, int digits) {
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, digits);
    }

    /** Returns the first 64 bits of a text's SHA-256, as a number for seeding and ordering: the same in every process. */
    public static long sha256Bits(String text) {
        return Long.parseUnsignedLong(sha256(text, 16), 16);
    }
}
