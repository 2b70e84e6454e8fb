package io.augment.pipeline;

import io.augment.chat.Price;
import io.augment.internal.run.RunSettings;
import io.augment.internal.run.StageSpec;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import io.augment.run.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a builder is told. */
final class Draft {
    private static final int DEFAULT_CONCURRENCY = 16;
    private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration DEFAULT_RECORD_TIMEOUT = Duration.ofMinutes(30);

    private final List<StageSpec> stages = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Price> prices = new HashMap<>();
    private int concurrency = DEFAULT_CONCURRENCY;
    private long seed;
    private Budget budget = Budget.unlimited();
    private @Nullable Target target;
    private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
    private Duration recordTimeout = DEFAULT_RECORD_TIMEOUT;
    private final List<RunDirectory> caches = new ArrayList<>();
    private RunListener listener = new RunListener() {};

    /** Returns a name that no stage has yet: the given one, or the given one with a number. */
    String unique(String name) {
        String unique = name;
        for (int number = 2; !names.add(unique); number++) {
            unique = name + "-" + number;
        }
        return unique;
    }

    void add(StageSpec stage) {
        stages.add(stage);
    }

    boolean hasExpand() {
        return stages.stream().anyMatch(StageSpec.Expand.class::isInstance);
    }

    void concurrency(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, but was " + value);
        }
        this.concurrency = value;
    }

    void seed(long value) {
        this.seed = value;
    }

    void budget(Budget value) {
        this.budget = value;
    }

    void target(Target value) {
        this.target = value;
    }

    void price(String model, Price value) {
        prices.put(model, value);
    }

    void callTimeout(Duration value) {
        this.callTimeout = positive("callTimeout", value);
    }

    void recordTimeout(Duration value) {
        this.recordTimeout = positive("recordTimeout", value);
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, but was " + value);
        }
        return value;
    }

    void cache(RunDirectory value) {
        caches.add(value);
    }

    void listener(RunListener value) {
        this.listener = value;
    }

    List<StageSpec> stages() {
        if (stages.isEmpty()) {
            throw new IllegalStateException(
                    "A pipeline needs at least one stage, such as expand(...) or generate(...)");
        }
        return List.copyOf(stages);
    }

    RunSettings settings() {
        return new RunSettings(concurrency, seed, budget, target, prices, callTimeout, recordTimeout, caches, listener);
    }
}
