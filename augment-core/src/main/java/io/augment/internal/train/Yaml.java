package io.augment.internal.train;

import io.augment.internal.format.JsonWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a flat YAML file with comments. A text that could be read as anything else is quoted, as JSON, which YAML includes. */
final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private final StringBuilder out = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();

    Yaml comment(String text) {
        out.append(out.isEmpty() ? "" : "\n").append("# ").append(text).append('\n');
        return this;
    }

    Yaml put(String key, Object value) {
        if (values.putIfAbsent(key, value) != null) {
            throw new IllegalArgumentException("The key " + key + " is there already");
        }
        out.append(key).append(": ").append(text(value)).append('\n');
        return this;
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(Yaml::text).toList()) + "]";
        }
        String text = String.valueOf(value);
        boolean plain = !(value instanceof String)
                || (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT)));
        return plain ? text : new JsonWriter().text(text).toString();
    }

    /** Writes a number so that a reader of YAML 1.1 takes it as one: with a point, and a sign in the exponent. */
    static String number(double value) {
        if (value == 0 || Math.abs(value) >= 1e-3) {
            return new BigDecimal(Double.toString(value)).toPlainString();
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        BigDecimal mantissa = new BigDecimal(Double.toString(value))
                .scaleByPowerOfTen(-exponent)
                .stripTrailingZeros();
        String digits = mantissa.scale() <= 0 ? mantissa.toPlainString() + ".0" : mantissa.toPlainString();
        return digits + "e" + exponent;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
