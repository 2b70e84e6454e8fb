package io.augment.internal.constraint;

import java.util.function.Predicate;

/**
 * One demand on an answer.
 *
 * @param kind name of the kind, such as {@code words}
 * @param wording the words of the instruction that state it
 * @param holds decides whether an answer meets it; in doubt it does
 */
public record Constraint(String kind, String wording, Predicate<String> holds) {}
