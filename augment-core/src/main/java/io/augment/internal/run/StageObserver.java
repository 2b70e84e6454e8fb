package io.augment.internal.run;

import io.augment.Example;
import io.augment.chat.ModelInfo;
import io.augment.internal.ledger.Charge;
import java.time.Duration;
import java.util.List;

/** Watches what stages make of records; called by many threads. */
@FunctionalInterface
public interface StageObserver {
    /** Watches nothing. */
    StageObserver NONE = (stage, before, after) -> {};

    /** Tells that a stage has worked on a record. */
    void worked(String stage, Example before, List<Example> after);

    /** Tells that a stage got a reply, from the model or from the ledger, and what was charged for it. */
    default void replied(String stage, ModelInfo model, Charge charge) {}

    /** Tells how long a model took for a reply. */
    default void took(String stage, ModelInfo model, Duration time) {}
}
