package io.augment.filter;

import io.augment.Example;
import java.util.function.Predicate;

/**
 * Turns records down in input order, with or without a memory of what came before.
 *
 * <p>A filter is a description: immutable and reusable. Each run opens a session of its own.
 *
 * <pre>{@code
 * Filter brief = Filter.keeping("too-long", example -> example.instruction().text().length() < 500);
 * }</pre>
 */
@FunctionalInterface
public interface Filter {
    /** Opens a session for one run; the run closes it. */
    FilterSession open();

    /** Returns the name of the stage in counts and files. */
    default String name() {
        return "filter";
    }

    /**
     * Creates a filter without memory.
     *
     * @param reason name of the reason for what it turns down, lower case with hyphens
     * @param keeps whether a record may go on
     */
    static Filter keeping(String reason, Predicate<? super Example> keeps) {
        return new RuleFilter(reason, keeps);
    }
}
