package io.augment.testkit.server;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what the builder of a server was told. */
record Settings(
        int port,
        Duration minLatency,
        Duration maxLatency,
        Responder responder,
        FaultPlan faults,
        @Nullable String apiKey,
        Set<String> models,
        boolean usage,
        @Nullable RateLimit rateLimit,
        @Nullable String redirect,
        Duration stallLimit,
        int recorded,
        FineTunePlan fineTuning) {}
