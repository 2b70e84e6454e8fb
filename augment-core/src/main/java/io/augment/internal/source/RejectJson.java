package io.augment.internal.source;

import io.augment.Example;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import io.augment.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of files that hold rejected and failed records: {@code stage}, {@code reason}, {@code detail},
 * {@code file}, {@code line}, {@code record}. The record is a native one, or the text of a row that could not be read.
 */
public final class RejectJson {
    /** Name of the stage at which a row cannot be read. */
    public static final String SOURCE_STAGE = "source";

    private RejectJson() {}

    /** Writes a record that a stage turned down, and ends the line. */
    public static void write(Outcome.Rejected rejected, JsonWriter out) {
        write(rejected.stage(), rejected.reason(), rejected.detail(), rejected.origin(), rejected.example(), out);
    }

    /** Writes a record for which a stage failed, and ends the line. */
    public static void write(Outcome.Failed failed, JsonWriter out) {
        write(failed.stage(), failed.reason(), failed.detail(), failed.origin(), failed.example(), out);
    }

    /** Writes a row that could not be read, and ends the line. */
    public static void write(SourceRow.Malformed row, JsonWriter out) {
        begin(SOURCE_STAGE, row.reason(), row.detail(), row.origin(), out);
        out.textOrNull(row.raw()).endObject().newline();
    }

    /**
     * Writes a record, and ends the line.
     *
     * @param detail what exactly, for people; null when the reason says it all
     * @param origin where the record or its seed was read, or null
     * @param example the record, or null when there is none
     */
    public static void write(
            String stage,
            String reason,
            @Nullable String detail,
            @Nullable Origin origin,
            @Nullable Example example,
            JsonWriter out) {
        begin(stage, reason, detail, origin, out);
        if (example == null) {
            out.literal("null");
        } else {
            ExampleJson.write(example, out);
        }
        out.endObject().newline();
    }

    private static void begin(
            String stage, String reason, @Nullable String detail, @Nullable Origin origin, JsonWriter out) {
        out.object();
        out.name("stage").text(stage);
        out.name("reason").text(reason);
        out.name("detail").textOrNull(detail);
        out.name("file").textOrNull(origin == null ? null : origin.source());
        out.name("line").literal(origin == null ? "null" : Long.toString(origin.line()));
        out.name("record");
    }

    /** Returns whether an object carries the marks of such a line. */
    public static boolean isReject(Json.Obj object) {
        return object.values().size() == 6
                && object.text("stage") != null
                && object.text("reason") != null
                && object.values().containsKey("detail")
                && object.values().containsKey("file")
                && object.values().containsKey("line")
                && object.values().containsKey("record");
    }
}
