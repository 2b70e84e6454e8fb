package io.augment.internal.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which columns hold which field of a seed; of several the first that a row has counts.
 *
 * @param names field to columns
 */
public record Columns(Map<String, List<String>> names) {
    static final String INSTRUCTION = "instruction";
    static final String INPUT = "input";
    static final String RESPONSE = "response";
    static final String REJECTED = "rejected";
    static final String SYSTEM = "system";
    static final String HISTORY = "history";
    static final String ID = "id";
    static final String TASK = "task";
    static final String LANGUAGE = "language";

    private static final Set<String> FIELDS =
            Set.of(INSTRUCTION, INPUT, RESPONSE, REJECTED, SYSTEM, HISTORY, ID, TASK, LANGUAGE);

    /** The columns that rows usually have. */
    static final Columns USUAL = new Columns(Map.of(
            INSTRUCTION, RowKeys.INSTRUCTION,
            INPUT, RowKeys.INPUT,
            RESPONSE, RowKeys.RESPONSE,
            REJECTED, RowKeys.REJECTED,
            SYSTEM, RowKeys.SYSTEM,
            HISTORY, List.of(HISTORY),
            ID, List.of(ID)));

    /**
     * Reads a mapping such as {@code instruction=question, response=answer}.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static Columns parse(String mapping) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String part : mapping.split(",", -1)) {
            int equals = part.indexOf('=');
            String field = equals < 0 ? "" : part.substring(0, equals).strip();
            String column = part.substring(equals + 1).strip();
            if (!FIELDS.contains(field) || column.isEmpty() || names.put(field, List.of(column)) != null) {
                throw new IllegalArgumentException(
                        "A mapping has the form \"instruction=question, response=answer\" with" + " the fields "
                                + FIELDS.stream().sorted().toList() + ", each once; this is not: " + mapping);
            }
        }
        if (!names.containsKey(INSTRUCTION)) {
            throw new IllegalArgumentException("A mapping must say which column is the instruction: " + mapping);
        }
        names.putIfAbsent(ID, List.of(ID));
        return new Columns(names);
    }

    /** Returns the columns that hold a field, the preferred one first. */
    public List<String> of(String field) {
        return names.getOrDefault(field, List.of());
    }
}
