package io.augment.internal.util;

/** Draws records for a second look by their name alone, so that every run draws the same. */
public final class Sampled {
    private static final double RANGE = 0x1p32;

    private Sampled() {}

    /**
     * Returns whether a record is drawn.
     *
     * @param purpose tells draws of the same record apart
     * @param share how many are drawn, 0 to 1
     */
    public static boolean is(String recordId, String purpose, double share) {
        return Long.parseLong(Hex.sha256(purpose + "/" + recordId, 8), 16) / RANGE < share;
    }
}
