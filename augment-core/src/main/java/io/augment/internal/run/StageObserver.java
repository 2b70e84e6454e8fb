package io.augment.internal.run;

import io.augment.Example;
import java.util.List;

/** Watches what stages make of records; called by many threads. */
@FunctionalInterface
public interface StageObserver {
    /** Watches nothing. */
    StageObserver NONE = (stage, before, after) -> {};

    /** Tells that a stage has worked on a record. */
    void worked(String stage, Example before, List<Example> after);
}
