package io.augment.local.internal.mask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is a JSON string of sound UTF-8. Its length is counted in Unicode code points, an escape as one; escapes of halves of
 * surrogate pairs are not allowed.
 */
final class TextShape implements Shape {
    private static final int PLAIN = 0;
    private static final int ESCAPE = 1;
    private static final int HEX = 2;
    private static final int HEX_OF_D = 3;
    private static final int BYTES = 4;

    private final int min;
    private final int max;
    private final int longestToken;

    /**
     * Creates the shape of a text.
     *
     * @param max {@link Integer#MAX_VALUE} for no limit
     */
    TextShape(int min, int max, TokenIndex index) {
        this.min = min;
        this.max = max;
        this.longestToken = index.longest();
    }

    @Override
    public State enter(State rest) {
        return new Open(this, rest);
    }

    private long least(int count) {
        return Math.max(0, min - count) + 1L;
    }

    private static final class Open extends State {
        private final TextShape shape;
        private final State rest;

        Open(TextShape shape, State rest) {
            super(1 + shape.least(0) + rest.least());
            this.shape = shape;
            this.rest = rest;
        }

        @Override
        @Nullable
        State next(int value) {
            return value == '"' ? new Inside(shape, 0, PLAIN, 0, 0, 0, rest) : null;
        }

        @Override
        boolean mayEnd() {
            return false;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Open that && shape == that.shape && rest.equals(that.rest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(shape), rest);
        }
    }

    private static final class Inside extends State {
        private final TextShape shape;
        private final int count;
        private final int mode;
        /** Bytes or hexadecimal digits that the character still needs. */
        private final int left;

        private final int low;
        private final int high;
        private final State rest;

        Inside(TextShape shape, int count, int mode, int left, int low, int high, State rest) {
            super((mode == PLAIN ? shape.least(count) : Math.max(1, left) + shape.least(count + 1)) + rest.least());
            this.shape = shape;
            this.count = count;
            this.mode = mode;
            this.left = left;
            this.low = low;
            this.high = high;
            this.rest = rest;
        }

        @Override
        @Nullable
        State next(int value) {
            return switch (mode) {
                case PLAIN -> begin(value);
                case ESCAPE -> escaped(value);
                case BYTES -> continued(value);
                default -> hex(value);
            };
        }

        private @Nullable State escaped(int value) {
            if (value == 'u') {
                return within(HEX, 4, 0, 0);
            }
            return "\"\\/bfnrt".indexOf(value) >= 0 ? whole() : null;
        }

        private @Nullable State continued(int value) {
            if (value < low || value > high) {
                return null;
            }
            return left == 1 ? whole() : within(BYTES, left - 1, 0x80, 0xBF);
        }

        private @Nullable State begin(int value) {
            if (value == '"') {
                return count >= shape.min ? rest : null;
            }
            if (value < 0x20 || count >= shape.max) {
                return null;
            }
            if (value == '\\') {
                return within(ESCAPE, 0, 0, 0);
            }
            if (value < 0x80) {
                return whole();
            }
            // Well-formed sequences: Unicode Standard, table 3-7.
            if (value >= 0xC2 && value <= 0xDF) {
                return within(BYTES, 1, 0x80, 0xBF);
            }
            if (value >= 0xE0 && value <= 0xEF) {
                return within(BYTES, 2, value == 0xE0 ? 0xA0 : 0x80, value == 0xED ? 0x9F : 0xBF);
            }
            if (value >= 0xF0 && value <= 0xF4) {
                return within(BYTES, 3, value == 0xF0 ? 0x90 : 0x80, value == 0xF4 ? 0x8F : 0xBF);
            }
            return null;
        }

        /** U+D800 to U+DFFF are halves of pairs: behind a D comes 0 to 7. */
        private @Nullable State hex(int value) {
            boolean digit = value >= '0' && value <= '9';
            boolean letter = (value >= 'a' && value <= 'f') || (value >= 'A' && value <= 'F');
            if (!digit && !letter) {
                return null;
            }
            if (mode == HEX_OF_D && (letter || value > '7')) {
                return null;
            }
            if (left == 4 && (value == 'd' || value == 'D')) {
                return within(HEX_OF_D, 3, 0, 0);
            }
            return left == 1 ? whole() : within(HEX, left - 1, 0, 0);
        }

        private State within(int newMode, int newLeft, int newLow, int newHigh) {
            return new Inside(shape, count, newMode, newLeft, newLow, newHigh, rest);
        }

        /** Without a limit, all counts that suffice are alike. */
        private State whole() {
            boolean alike = shape.max == Integer.MAX_VALUE && count >= shape.min;
            return alike && mode == PLAIN ? this : new Inside(shape, alike ? count : count + 1, PLAIN, 0, 0, 0, rest);
        }

        @Override
        boolean mayEnd() {
            return false;
        }

        @Override
        int closing() {
            return mode == PLAIN && count >= shape.min ? '"' : -1;
        }

        /** How long the text may still be makes a difference only to tokens that are as long. */
        private int room() {
            return Math.min(shape.max - count, shape.longestToken + 1);
        }

        private int missing() {
            return Math.max(0, shape.min - count);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Inside that
                    && shape == that.shape
                    && mode == that.mode
                    && left == that.left
                    && low == that.low
                    && high == that.high
                    && room() == that.room()
                    && missing() == that.missing()
                    && rest.equals(that.rest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(shape), mode, left, low, high, room(), missing(), rest);
        }
    }
}
