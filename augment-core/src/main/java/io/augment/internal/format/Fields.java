package io.augment.internal.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes typed fields out of an object, and knows which were not taken. */
final class Fields {
    private final Json.Obj object;
    private final Set<String> taken = new HashSet<>();

    Fields(Json.Obj object) {
        this.object = object;
    }

    static Fields of(Json value, String where) {
        if (value instanceof Json.Obj object) {
            return new Fields(object);
        }
        throw JsonProblem.record("an element of \"" + where + "\" must be an object, but is " + value.kind());
    }

    Set<String> names() {
        return object.values().keySet();
    }

    @Nullable
    String text(String name) {
        Json value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw wrong(name, "a string", value);
    }

    String orEmpty(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    String needed(String name) {
        String text = text(name);
        if (text == null) {
            throw JsonProblem.record("the field \"" + name + "\" is missing");
        }
        return text;
    }

    List<Json> list(String name) {
        Json value = take(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Json.Arr array) {
            return array.values();
        }
        throw wrong(name, "an array", value);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Json value : list(name)) {
            if (!(value instanceof Json.Text text)) {
                throw wrong(name, "an array of strings", value);
            }
            texts.add(text.value());
        }
        return texts;
    }

    @Nullable
    Fields object(String name) {
        Json value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Obj found) {
            return new Fields(found);
        }
        throw wrong(name, "an object", value);
    }

    /** Returns a number from 0 to 1, or null. */
    @Nullable
    Double share(String name) {
        Json value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Literal literal) {
            try {
                double number = Double.parseDouble(literal.value());
                if (number >= 0 && number <= 1) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw wrong(name, "a number from 0 to 1", value);
            }
        }
        throw wrong(name, "a number from 0 to 1", value);
    }

    /** Returns a number that counts from 1. */
    long count(String name) {
        if (take(name) instanceof Json.Literal literal) {
            try {
                long number = Long.parseLong(literal.value());
                if (number >= 1) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw JsonProblem.record("the field \"" + name + "\" must be a whole number");
            }
        }
        throw JsonProblem.record("the field \"" + name + "\" must be a number from 1 on");
    }

    @Nullable
    BigDecimal decimal(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw JsonProblem.record("the field \"" + name + "\" must be a decimal number in quotes");
        }
    }

    /** Returns the members that were not taken: strings as they are, others as compact JSON, without nulls. */
    Map<String, String> rest() {
        Map<String, String> rest = new LinkedHashMap<>();
        object.values().forEach((name, value) -> {
            if (!taken.contains(name) && !Json.Literal.NULL.equals(value)) {
                rest.put(name, value instanceof Json.Text text ? text.value() : value.compact());
            }
        });
        return rest;
    }

    private @Nullable Json take(String name) {
        taken.add(name);
        return object.get(name);
    }

    private static JsonProblem wrong(String name, String wanted, Json found) {
        return JsonProblem.record("the field \"" + name + "\" must be " + wanted + ", but holds " + found.kind());
    }
}
