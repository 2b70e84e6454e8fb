package io.augment.internal.export;

import io.augment.Example;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import org.jspecify.annotations.Nullable;

/** The native format: every field, a record on each line. It holds any record, also one without a response. */
final class NativeRows implements RowFormat {
    @Override
    public @Nullable String unfit(Example example) {
        return null;
    }

    @Override
    public boolean isUniform() {
        return false;
    }

    @Override
    public boolean takesArrays() {
        return false;
    }

    @Override
    public void write(Example example, RowSink rows) {
        ExampleJson.write(example, rows.begin());
        rows.end();
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        try {
            ExampleJson.read(row);
            return null;
        } catch (JsonProblem e) {
            return e.detail() + ".";
        }
    }
}
