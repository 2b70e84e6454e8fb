package io.augment.local.internal.mask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Is a JSON array of one kind of items. */
final class ListShape implements Shape {
    private final Shape item;
    private final int min;
    private final int max;
    private final long leastOfItem;

    /**
     * Creates the shape of a list.
     *
     * @param max {@link Integer#MAX_VALUE} for no limit
     */
    ListShape(Shape item, int min, int max) {
        this.item = item;
        this.min = min;
        this.max = max;
        this.leastOfItem = item.enter(State.END).least();
    }

    @Override
    public State enter(State rest) {
        return new Open(this, rest);
    }

    /** The place behind an item, the place behind the bracket being behind none. */
    private State behind(int count, State rest) {
        // Without a limit, all counts that suffice are alike.
        return new Behind(this, max == Integer.MAX_VALUE ? Math.min(count, Math.max(1, min)) : count, rest);
    }

    private long least(int count) {
        long missing = Math.max(0, min - count);
        long separators = count == 0 ? Math.max(0, missing - 1) : missing;
        return missing * leastOfItem + separators + 1;
    }

    private State itemThen(int count, State rest) {
        return item.enter(behind(count, rest));
    }

    private static final class Open extends State {
        private final ListShape shape;
        private final State rest;

        Open(ListShape shape, State rest) {
            super(1 + shape.least(0) + rest.least());
            this.shape = shape;
            this.rest = rest;
        }

        @Override
        @Nullable
        State next(int value) {
            return value == '[' ? new Behind(shape, 0, rest) : null;
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
            return Objects.hash(System.identityHashCode(shape), -1, rest);
        }
    }

    private static final class Behind extends State {
        private final ListShape shape;
        private final int count;
        private final State rest;

        Behind(ListShape shape, int count, State rest) {
            super(shape.least(count) + rest.least());
            this.shape = shape;
            this.count = count;
            this.rest = rest;
        }

        @Override
        @Nullable
        State next(int value) {
            if (value == ']') {
                return count >= shape.min ? rest : null;
            }
            if (count >= shape.max) {
                return null;
            }
            if (count == 0) {
                return shape.itemThen(1, rest).next(value);
            }
            return value == ',' ? shape.itemThen(count + 1, rest) : null;
        }

        @Override
        boolean mayEnd() {
            return false;
        }

        @Override
        int closing() {
            return count >= Math.max(1, shape.min) ? ']' : -1;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Behind that && shape == that.shape && count == that.count && rest.equals(that.rest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(shape), count, rest);
        }
    }
}
