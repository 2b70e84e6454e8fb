package io.augment.internal.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which columns hold which field of a seed; of several the first that a row has counts. Immutable. */
public final class Columns {
    static final String INSTRUCTION = "instruction";
    static final String INPUT = "input";
    static final String RESPONSE = "response";
    static final String REJECTED = "rejected";
    static final String SYSTEM = "system";
    static final String HISTORY = "history";
    static final String ID = "id";
    static final String TASK = "task";
    static final String LANGUAGE = "language";

    /** All fields; a field's number is its place here. */
    static final List<String> FIELDS =
            List.of(INSTRUCTION, INPUT, RESPONSE, REJECTED, SYSTEM, HISTORY, ID, TASK, LANGUAGE);

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

    /**
     * A place that a column can take.
     *
     * @param field number of the field
     * @param rank how many columns are preferred to this one
     */
    record Place(int field, int rank) {}

    private final Map<String, List<String>> names;
    private final Map<String, List<Place>> places = new HashMap<>();

    private Columns(Map<String, List<String>> names) {
        this.names = Map.copyOf(names);
        names.forEach((field, columns) -> {
            for (int rank = 0; rank < columns.size(); rank++) {
                places.computeIfAbsent(columns.get(rank), column -> new ArrayList<>())
                        .add(new Place(FIELDS.indexOf(field), rank));
            }
        });
    }

    /** Returns all columns that are named. */
    Set<String> all() {
        return places.keySet();
    }

    /** Returns which fields a column can hold. */
    List<Place> places(String column) {
        return places.getOrDefault(column, List.of());
    }

    /** Returns the columns that hold a field, the preferred one first. */
    public List<String> of(String field) {
        return names.getOrDefault(field, List.of());
    }
}
