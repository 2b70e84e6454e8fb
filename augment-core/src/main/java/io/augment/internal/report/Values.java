package io.augment.internal.report;

import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes members out of JSON objects; what is absent or of another kind counts as empty or 0. */
final class Values {
    private Values() {}

    static String textOrEmpty(Json.Obj object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }

    static long number(Json.Obj object, String name) {
        return (long) real(object, name);
    }

    static double real(Json.Obj object, String name) {
        double value = real(object.get(name));
        return Double.isFinite(value) ? value : 0;
    }

    /** Returns a number, or {@code NaN} when the value is none. */
    static double real(@Nullable Json value) {
        if (value instanceof Json.Literal literal
                && !Json.Literal.TRUE.equals(value)
                && !Json.Literal.FALSE.equals(value)) {
            return Json.Literal.NULL.equals(value) ? Double.NaN : Double.parseDouble(literal.value());
        }
        return Double.NaN;
    }

    static Json.Obj object(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Obj member ? member : new Json.Obj(Map.of());
    }

    static List<Json.Obj> objects(Json.Obj object, String name) {
        List<Json.Obj> found = new ArrayList<>();
        if (object.get(name) instanceof Json.Arr array) {
            for (Json value : array.values()) {
                if (value instanceof Json.Obj one) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    static List<String> texts(Json.Obj object, String name) {
        List<String> found = new ArrayList<>();
        if (object.get(name) instanceof Json.Arr array) {
            for (Json value : array.values()) {
                if (value instanceof Json.Text text) {
                    found.add(text.value());
                }
            }
        }
        return found;
    }

    static Map<String, Long> counts(Json.Obj object, String name) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Json.Obj member = object(object, name);
        member.values().keySet().forEach(key -> counts.put(key, number(member, key)));
        return counts;
    }
}
