package io.augment.internal.source;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the names of the fields by which a row is recognized. */
final class RowKeys {
    static final List<String> INSTRUCTION = List.of("instruction", "prompt", "question", "query", "turns");
    static final List<String> INPUT = List.of("input", "context");
    static final List<String> RESPONSE = List.of("output", "response", "completion", "answer", "chosen");
    static final List<String> SYSTEM = List.of("system", "system_prompt");
    static final List<String> TURNS = List.of("messages", "conversations", "conversation");
    static final String INSTANCES = "instances";
    static final List<String> LABELS = List.of("kto_tag", "label");
    static final List<String> REJECTED = List.of("rejected", "rejected_response");

    private static final Set<String> ROW = Set.of(
            "instruction",
            "prompt",
            "question",
            "query",
            "turns",
            "messages",
            "conversations",
            "conversation",
            "instances",
            "chosen",
            "rejected",
            "preferred_output",
            "non_preferred_output");

    private RowKeys() {}

    /** Returns whether a field makes an object a row. */
    static boolean isRowKey(String name) {
        return ROW.contains(name);
    }

    /** Returns whether the fields make an object a row. */
    static boolean isRow(Collection<String> names) {
        for (String name : names) {
            if (ROW.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a column's title, in whatever case, is one that a row is recognized by. */
    static boolean isColumn(String title) {
        return ROW.contains(title.strip().toLowerCase(Locale.ROOT));
    }

    /** Returns the first of the names that is there, or null. */
    static @Nullable String first(List<String> names, Set<String> present) {
        for (String name : names) {
            if (present.contains(name)) {
                return name;
            }
        }
        return null;
    }
}
