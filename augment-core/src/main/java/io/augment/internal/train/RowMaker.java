package io.augment.internal.train;

import io.augment.Example;
import java.util.function.Consumer;

/** Makes candidates for a training set out of kept records, which it is given in the order of the file. */
public interface RowMaker {
    /** Makes the candidates of one record: none, one or several. */
    void make(Example record, Consumer<Candidate> to);
}
