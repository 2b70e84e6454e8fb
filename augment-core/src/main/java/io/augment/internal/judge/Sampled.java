package io.augment.internal.judge;

import io.augment.internal.util.Hex;

/** Draws records for a second look by their name alone, so that every run draws the same. */
final class Sampled {
    private static final double RANGE = 0x1p32;

    private Sampled() {}

    static boolean is(String recordId, String purpose, double share) {
        return Long.parseLong(Hex.sha256(purpose + "/" + recordId, 8), 16) / RANGE < share;
    }
}
