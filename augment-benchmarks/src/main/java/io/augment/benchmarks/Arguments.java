package io.augment.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a program's options: pairs of {@code --name} and value. Immutable. */
public final class Arguments {
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException if a name lacks its dashes or its value
     */
    public static Arguments of(String... arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Options are pairs such as --seeds 2000, unlike " + arguments[i]);
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return new Arguments(values);
    }

    /** Returns these options with one more, or another value. */
    public Arguments with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value.toString());
        return new Arguments(more);
    }

    /** Returns a text, or null. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** Returns a text. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** Returns a whole number. */
    public int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** Returns a share or a factor. */
    public double share(String name, double otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    /** Returns the options as they are written on a command line. */
    public List<String> toList() {
        List<String> list = new ArrayList<>();
        values.forEach((name, value) -> list.addAll(List.of("--" + name, value)));
        return list;
    }
}
