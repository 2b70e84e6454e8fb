package io.augment.internal.util;

/** Names strategies for provenance; the same name in every run. */
public final class Names {
    private Names() {}

    /** Returns the simple name of the object's class, or {@code custom} for lambdas, whose class names change. */
    public static String of(Object strategy) {
        Class<?> type = strategy.getClass();
        String simple = type.getSimpleName();
        return type.isHidden() || type.isSynthetic() || simple.isEmpty() ? "custom" : simple;
    }
}
