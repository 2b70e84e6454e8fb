package io.augment.pipeline;

import io.augment.chat.Price;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import java.time.Duration;
import java.util.Objects;

/**
 * Holds the settings that a pipeline may be given at any place of its builder. Not safe for use by many threads.
 *
 * @param <S> the builder itself
 * @param <P> what is built
 */
public abstract sealed class Steps<S extends Steps<S, P>, P extends AugmentationPipeline>
        permits InstructionSteps, PairSteps {
    private final Draft draft;
    private final Maker<P> maker;

    /** Makes the pipeline from what was collected. */
    @FunctionalInterface
    interface Maker<P> {
        P make(Draft draft);
    }

    Steps(Draft draft, Maker<P> maker) {
        this.draft = draft;
        this.maker = maker;
    }

    abstract S self();

    Draft draft() {
        return draft;
    }

    Maker<P> maker() {
        return maker;
    }

    /**
     * Sets how many calls may be under way at once; 16 unless told.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public S concurrency(int number) {
        draft.concurrency(number);
        return self();
    }

    /** Seeds every random choice; 0 unless told. */
    public S seed(long value) {
        draft.seed(value);
        return self();
    }

    /** Caps what a run may spend; nothing is capped unless told. */
    public S budget(Budget budget) {
        draft.budget(Objects.requireNonNull(budget, "budget"));
        return self();
    }

    /** Sets a model's price, by its identity; it goes before the price that the model itself gives. */
    public S price(String model, Price price) {
        draft.price(Objects.requireNonNull(model, "model"), Objects.requireNonNull(price, "price"));
        return self();
    }

    /**
     * Sets the longest time that one attempt may take; 5 minutes unless told.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    public S callTimeout(Duration timeout) {
        draft.callTimeout(timeout);
        return self();
    }

    /**
     * Sets the longest time that one record may take in one stage, waits for its server included; 30 minutes unless told.
     * After it the record fails with what its last attempt came to.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    public S recordTimeout(Duration timeout) {
        draft.recordTimeout(timeout);
        return self();
    }

    /** Takes over the replies that an earlier run in another directory has paid for. */
    public S reuse(RunDirectory earlier) {
        draft.cache(Objects.requireNonNull(earlier, "earlier"));
        return self();
    }

    /** Sets who follows the run. */
    public S listener(RunListener listener) {
        draft.listener(Objects.requireNonNull(listener, "listener"));
        return self();
    }

    /**
     * Creates the pipeline.
     *
     * @throws IllegalStateException if there is no stage
     */
    public P build() {
        return maker.make(draft);
    }
}
