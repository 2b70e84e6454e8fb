package io.augment.local.internal.mask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Is a text that stands there as it is, such as a field's name. */
final class Literal implements Shape {
    private final byte[] bytes;
    private final int[] least;

    Literal(byte[] bytes, TokenIndex index) {
        this.bytes = bytes;
        this.least = index.least(bytes);
    }

    @Override
    public State enter(State rest) {
        return bytes.length == 0 ? rest : new At(this, 0, rest);
    }

    private static final class At extends State {
        private final Literal literal;
        private final int index;
        private final State rest;

        At(Literal literal, int index, State rest) {
            super((long) literal.least[index] + rest.least());
            this.literal = literal;
            this.index = index;
            this.rest = rest;
        }

        @Override
        @Nullable
        State next(int value) {
            if (value != (literal.bytes[index] & 0xFF)) {
                return null;
            }
            return index + 1 == literal.bytes.length ? rest : new At(literal, index + 1, rest);
        }

        @Override
        boolean mayEnd() {
            return false;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof At that && literal == that.literal && index == that.index && rest.equals(that.rest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(literal), index, rest);
        }
    }
}
