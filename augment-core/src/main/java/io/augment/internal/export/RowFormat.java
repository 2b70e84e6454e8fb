package io.augment.internal.export;

import io.augment.Example;
import io.augment.internal.format.Json;
import io.augment.internal.format.RowSkim;
import io.augment.internal.format.TextHash;
import org.jspecify.annotations.Nullable;

/** Says how a record becomes rows of JSON, and checks rows that are read back. */
interface RowFormat {
    /** Returns why the format cannot hold the record, or null when it can. */
    @Nullable
    String unfit(Example example);

    /** Writes the record's rows. */
    void write(Example example, RowSink rows);

    /** Returns what is wrong with a row, a sentence; null when a trainer takes it. */
    @Nullable
    String problem(Json.Obj row);

    /** Returns whether the format takes only records of a kind. */
    default boolean isPartial() {
        return false;
    }

    /** Returns whether all rows must have the same keys, so that a trainer can align them. */
    default boolean isUniform() {
        return true;
    }

    /** Returns whether a trainer also takes the rows as one JSON array, where they are written as lines. */
    default boolean takesArrays() {
        return true;
    }

    /** Returns what knows rows as this format writes them, where rows need not be uniform; null where nothing does. */
    default @Nullable RowSkim skim(TextHash hash) {
        return null;
    }

    /** Returns the entry for LLaMA-Factory's index, without the file's name; null where there is none. */
    default Json.@Nullable Obj datasetInfo() {
        return null;
    }
}
