package io.augment.internal.format;

/**
 * Sums up a sequence of texts in 64 bits, so that what was read back can be compared with what was meant. Guards against
 * accidents, not against intent. Not safe for use by many threads.
 */
public final class TextHash {
    private static final long P1 = 0x9E3779B97F4A7C15L;
    private static final long P2 = P1 * P1;
    private static final long P3 = P2 * P1;
    private static final long P4 = P3 * P1;

    private long state;

    /** Adds a text: a polynomial over its characters, four at a time, closed by its length. */
    public void add(String text) {
        int length = text.length();
        long h = state;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            h = h * P4 + text.charAt(i) * P3 + text.charAt(i + 1) * P2 + text.charAt(i + 2) * P1 + text.charAt(i + 3);
        }
        for (; i < length; i++) {
            h = h * P1 + text.charAt(i);
        }
        h = (h + length + 1) * P1;
        state = h ^ h >>> 29;
    }

    /** Adds the strings of a value in the order in which they stand; keys are left out. */
    public void add(Json value) {
        if (value instanceof Json.Text text) {
            add(text.value());
        } else if (value instanceof Json.Arr array) {
            array.values().forEach(this::add);
        } else if (value instanceof Json.Obj object) {
            object.values().values().forEach(this::add);
        }
    }

    /** Returns the sum so far as 16 hexadecimal digits. */
    public String digest() {
        StringBuilder digits = new StringBuilder(Long.toHexString(state));
        while (digits.length() < 16) {
            digits.insert(0, '0');
        }
        return digits.toString();
    }
}
