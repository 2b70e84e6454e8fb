package io.augment.internal.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a JSON value as it was read. */
public sealed interface Json {
    /**
     * A string.
     *
     * @param value the text, escapes resolved
     */
    record Text(String value) implements Json {}

    /**
     * A number, {@code true}, {@code false} or {@code null}.
     *
     * @param value the literal as it was written
     */
    record Literal(String value) implements Json {
        /** The literal {@code null}. */
        public static final Literal NULL = new Literal("null");

        /** The literal {@code true}. */
        public static final Literal TRUE = new Literal("true");

        /** The literal {@code false}. */
        public static final Literal FALSE = new Literal("false");
    }

    /**
     * An array.
     *
     * @param values the elements in order
     */
    record Arr(List<Json> values) implements Json {}

    /**
     * An object; of a repeated key the last value counts.
     *
     * @param values the members in order
     */
    record Obj(Map<String, Json> values) implements Json {
        /** Returns a member, or null where it is absent or the literal {@code null}. */
        public @Nullable Json get(String name) {
            Json value = values.get(name);
            return (value == null || Literal.NULL.equals(value)) ? null : value;
        }

        /** Returns a member that is a string, or null. */
        public @Nullable String text(String name) {
            return values.get(name) instanceof Text text ? text.value() : null;
        }
    }

    /** Returns the value as compact JSON text. */
    default String compact() {
        return new JsonWriter().json(this).toString();
    }

    /** Returns what kind of value this is, for messages: {@code a string}, {@code an array} and so on. */
    default String kind() {
        if (this instanceof Text) {
            return "a string";
        }
        if (this instanceof Arr) {
            return "an array";
        }
        if (this instanceof Obj) {
            return "an object";
        }
        return Literal.NULL.equals(this) || Literal.TRUE.equals(this) || Literal.FALSE.equals(this)
                ? compact()
                : "a number";
    }
}
