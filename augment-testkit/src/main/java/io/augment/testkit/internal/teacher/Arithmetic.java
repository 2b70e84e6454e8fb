package io.augment.testkit.internal.teacher;

import java.util.Map;

/** Computes whole-number expressions such as {@code a*b-c}: names, numbers and the four operators, no parentheses. */
final class Arithmetic {
    private final String text;
    private final Map<String, String> values;
    private int at;

    private Arithmetic(String text, Map<String, String> values) {
        this.text = text;
        this.values = values;
    }

    static long compute(String text, Map<String, String> values) {
        return new Arithmetic(text, values).sum();
    }

    private long sum() {
        long value = product();
        while (at < text.length()) {
            value = text.charAt(at++) == '+' ? value + product() : value - product();
        }
        return value;
    }

    private long product() {
        long value = operand();
        while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
            value = text.charAt(at++) == '*' ? value * operand() : value / operand();
        }
        return value;
    }

    private long operand() {
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        String operand = text.substring(start, at);
        return Long.parseLong(values.getOrDefault(operand, operand));
    }
}
