package io.augment.filter;

import io.augment.Example;
import java.util.function.Function;

/** Decides on each record by itself, under a name of its own. */
record NamedRule(String name, Function<Example, Decision> rule) implements Filter {
    @Override
    public FilterSession open() {
        return rule::apply;
    }
}
