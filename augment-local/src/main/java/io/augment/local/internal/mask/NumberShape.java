package io.augment.local.internal.mask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Is a JSON number without an exponent: up to 15 digits, which a double holds exactly, and up to 15 behind the point. */
record NumberShape(boolean whole) implements Shape {
    private static final int DIGITS = 15;

    @Override
    public State enter(State rest) {
        return new At(this, Place.START, 0, rest);
    }

    private enum Place {
        START(false),
        SIGN(false),
        ZERO(true),
        DIGIT(true),
        POINT(false),
        FRACTION(true);

        private final boolean mayEnd;

        Place(boolean mayEnd) {
            this.mayEnd = mayEnd;
        }
    }

    private static final class At extends State {
        private final NumberShape shape;
        private final Place place;
        private final int digits;
        private final State rest;

        At(NumberShape shape, Place place, int digits, State rest) {
            super((place.mayEnd ? 0L : 1L) + rest.least());
            this.shape = shape;
            this.place = place;
            this.digits = digits;
            this.rest = rest;
        }

        @Override
        @Nullable
        State next(int value) {
            boolean digit = value >= '0' && value <= '9';
            return switch (place) {
                case START -> value == '-' ? go(Place.SIGN, 0) : first(value, digit);
                case SIGN -> first(value, digit);
                case ZERO -> value == '.' && !shape.whole ? go(Place.POINT, 0) : rest.next(value);
                case DIGIT -> {
                    if (digit) {
                        yield digits < DIGITS ? go(Place.DIGIT, digits + 1) : null;
                    }
                    yield value == '.' && !shape.whole ? go(Place.POINT, 0) : rest.next(value);
                }
                case POINT -> digit ? go(Place.FRACTION, 1) : null;
                case FRACTION -> {
                    if (digit) {
                        yield digits < DIGITS ? go(Place.FRACTION, digits + 1) : null;
                    }
                    yield rest.next(value);
                }
            };
        }

        private @Nullable State first(int value, boolean digit) {
            return value == '0' ? go(Place.ZERO, 0) : digit ? go(Place.DIGIT, 1) : null;
        }

        private State go(Place to, int count) {
            return new At(shape, to, count, rest);
        }

        @Override
        boolean mayEnd() {
            return place.mayEnd && rest.mayEnd();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof At that
                    && shape.equals(that.shape)
                    && place == that.place
                    && digits == that.digits
                    && rest.equals(that.rest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(shape, place, digits, rest);
        }
    }
}
