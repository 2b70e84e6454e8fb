package io.augment.internal.run;

import io.augment.chat.Price;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import io.augment.run.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a pipeline was told beside its stages.
 *
 * @param concurrency most calls under way at once
 * @param seed seeds every random choice
 * @param budget what may be spent
 * @param target what is wanted, or null
 * @param prices prices by model identity, which go before the models' own
 * @param callTimeout longest time for one attempt
 * @param recordTimeout longest time for one record in one stage, waits for a server included
 * @param caches directories of earlier runs, whose replies are taken over
 * @param listener follows the run
 */
public record RunSettings(
        int concurrency,
        long seed,
        Budget budget,
        @Nullable Target target,
        Map<String, Price> prices,
        Duration callTimeout,
        Duration recordTimeout,
        List<RunDirectory> caches,
        RunListener listener) {
    /** Creates settings. */
    public RunSettings {
        prices = Map.copyOf(prices);
        caches = List.copyOf(caches);
    }

    /** Returns a copy with another listener. */
    public RunSettings withListener(RunListener newListener) {
        return new RunSettings(
                concurrency, seed, budget, target, prices, callTimeout, recordTimeout, caches, newListener);
    }
}
