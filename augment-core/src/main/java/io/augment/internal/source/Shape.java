package io.augment.internal.source;

import com.google.common.collect.ImmutableList;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names what a row is, and finds it out from the row's fields. */
enum Shape {
    /** The native record. */
    NATIVE("augment"),
    /** A line of a rejects file, with a record in it. */
    REJECT,
    /** An instruction with several pairs of input and output. */
    SELF_INSTRUCT("self-instruct"),
    /** Turns, and maybe answers to choose from. */
    CONVERSATION(
            "sharegpt",
            "sharegpt-preference",
            "sharegpt-kto",
            "openai",
            "trl",
            "axolotl",
            "axolotl-preference",
            "ms-swift",
            "ms-swift-preference",
            "ms-swift-kto",
            "huggingface"),
    /** OpenAI's preference format. */
    OPENAI_PREFERENCE("openai-preference"),
    /** The instruction and its answers in columns. */
    COLUMNS(
            "alpaca",
            "alpaca-preference",
            "alpaca-kto",
            "dolly",
            "prompt-completion",
            "dpo",
            "kto",
            "easydistill",
            "pai",
            "pai-instructions",
            "pai-preference",
            "trl-prompt-completion",
            "trl-prompt-only",
            "trl-preference",
            "trl-preference-implicit",
            "trl-unpaired-preference",
            "trl-stepwise");

    private static final Map<String, Shape> NAMED = new TreeMap<>();

    static {
        for (Shape shape : values()) {
            shape.names.forEach(name -> NAMED.put(name, shape));
        }
    }

    private final ImmutableList<String> names;

    Shape(String... names) {
        this.names = ImmutableList.copyOf(names);
    }

    /** Returns the shape of this name, or null. */
    static @Nullable Shape named(@Nullable String name) {
        return name == null ? null : NAMED.get(name);
    }

    /** Returns all names, sorted. */
    static List<String> names() {
        return new ArrayList<>(NAMED.keySet());
    }

    /** Returns what the fields of a row say, or null where they say nothing. */
    static @Nullable Shape of(Json.Obj row) {
        Set<String> fields = row.values().keySet();
        if (ExampleJson.isNative(row)) {
            return NATIVE;
        }
        if (RejectJson.isReject(row)) {
            return REJECT;
        }
        if (fields.contains(RowKeys.INSTANCES) && fields.contains("instruction")) {
            return SELF_INSTRUCT;
        }
        if (RowKeys.first(RowKeys.TURNS, fields) != null) {
            return CONVERSATION;
        }
        if (fields.contains("preferred_output")) {
            return OPENAI_PREFERENCE;
        }
        return RowKeys.isRow(fields) ? COLUMNS : null;
    }
}
