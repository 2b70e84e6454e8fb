package io.augment.internal.judge.rules;

import org.jspecify.annotations.Nullable;

/** Computes a sum, product, quotient or power of numbers with brackets. */
final class Calculator {
    private final String text;
    private int at;

    Calculator(String text) {
        this.text = text;
    }

    /** Returns the value, or null when the text is not a complete expression. */
    @Nullable
    Double value() {
        try {
            double value = sum();
            return at == text.length() && Double.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private double sum() {
        double value = product();
        while (at < text.length() && (peek() == '+' || peek() == '-')) {
            char sign = text.charAt(at++);
            double next = product();
            value = sign == '+' ? value + next : value - next;
        }
        return value;
    }

    private double product() {
        double value = power();
        while (at < text.length() && (peek() == '*' || peek() == '/')) {
            char sign = text.charAt(at++);
            double next = power();
            value = sign == '*' ? value * next : value / next;
        }
        return value;
    }

    private double power() {
        double base = atom();
        if (at < text.length() && peek() == '^') {
            at++;
            return Math.pow(base, power());
        }
        return base;
    }

    private double atom() {
        if (at < text.length() && peek() == '-') {
            at++;
            return -power();
        }
        if (at < text.length() && peek() == '(') {
            at++;
            double value = sum();
            if (at >= text.length() || peek() != ')') {
                throw new NumberFormatException("A bracket is not closed");
            }
            at++;
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isDigit(peek()) || peek() == '.')) {
            at++;
        }
        return Double.parseDouble(text.substring(start, at));
    }

    private char peek() {
        return text.charAt(at);
    }
}
