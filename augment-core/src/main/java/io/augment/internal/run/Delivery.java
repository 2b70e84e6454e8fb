package io.augment.internal.run;

import io.augment.Example;
import org.jspecify.annotations.Nullable;

/** Takes the rows that a run delivers. */
public interface Delivery extends AutoCloseable {
    /** Takes every row and keeps none. */
    Delivery NONE = new Delivery() {
        @Override
        public @Nullable String unfit(Example example) {
            return null;
        }

        @Override
        public void write(Example example) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    };

    /** Returns why the row cannot be delivered, as a reason's name, or null when it can. */
    @Nullable
    String unfit(Example example);

    /** Takes a row. */
    void write(Example example);

    /** Checks all that was written and puts it in place. */
    void commit();

    /** Frees what is open; without {@link #commit} nothing is put in place. */
    @Override
    void close();
}
