package io.augment.testkit.internal.teacher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds the values that forms draw from, each with its attributes. Filled once, then only read. */
final class Banks {
    /** Is one value; its attributes are counted from 1. */
    record Value(String text, List<String> attributes) {}

    private final Map<String, List<Value>> banks = new HashMap<>();
    private final Map<String, Value> byText = new HashMap<>();

    void add(String bank, String line) {
        List<String> fields = List.of(line.replace("\\n", "\n").split(" \\| ", -1));
        Value value = new Value(fields.get(0), fields.subList(1, fields.size()));
        banks.computeIfAbsent(bank, name -> new ArrayList<>()).add(value);
        byText.put(value.text(), value);
    }

    List<Value> values(String bank) {
        List<Value> values = banks.get(bank);
        if (values == null) {
            throw new IllegalStateException("there is no bank called " + bank);
        }
        return values;
    }

    Value draw(String bank, long hash) {
        List<Value> values = values(bank);
        return values.get((int) Long.remainderUnsigned(hash, values.size()));
    }

    String attribute(String text, int number) {
        Value value = byText.get(text);
        return value == null || number > value.attributes().size()
                ? ""
                : value.attributes().get(number - 1);
    }

    /** Returns the value of which {@code text} is the form with a capital letter. */
    String uncapitalized(String bank, String text) {
        for (Value value : values(bank)) {
            if (value.text().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return value.text();
            }
        }
        return text;
    }
}
