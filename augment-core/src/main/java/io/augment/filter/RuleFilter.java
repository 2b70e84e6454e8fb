package io.augment.filter;

import io.augment.Example;
import java.util.function.Predicate;

/** Turns down what a rule does not keep. */
record RuleFilter(String reason, Predicate<? super Example> keeps) implements Filter {
    @Override
    public FilterSession open() {
        return example -> keeps.test(example) ? Decision.keep() : Decision.reject(reason);
    }
}
