package io.augment.chat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds how a model chooses its words. What is not set is left to the strategy that sends the request, and then to the model.
 *
 * <p>Immutable; each method returns a copy.
 *
 * <pre>{@code
 * Sampling lively = Sampling.ofTemperature(0.9).withTopP(0.95);
 * }</pre>
 */
public final class Sampling {
    private static final Sampling UNSET = new Sampling(null, null, null, null, List.of());

    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final @Nullable Integer topK;
    private final @Nullable Integer maxTokens;
    private final List<String> stop;

    private Sampling(
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Integer topK,
            @Nullable Integer maxTokens,
            List<String> stop) {
        this.temperature = temperature;
        this.topP = topP;
        this.topK = topK;
        this.maxTokens = maxTokens;
        this.stop = List.copyOf(stop);
        // The request knows the ranges: a wrong value is found here, and not at the first record.
        applyTo(ChatRequest.builder(), ChatRequest.DEFAULT_MAX_TOKENS);
    }

    /** Returns a sampling that leaves all to the model. */
    public static Sampling modelDefault() {
        return UNSET;
    }

    /**
     * Returns a sampling with this temperature.
     *
     * @param value 0 (always the most probable token) to 2
     * @throws IllegalArgumentException if the value is outside 0 to 2
     */
    public static Sampling ofTemperature(double value) {
        return new Sampling(value, null, null, null, List.of());
    }

    /**
     * Returns a copy with this nucleus share.
     *
     * @throws IllegalArgumentException if the value is outside 0 to 1
     */
    public Sampling withTopP(double value) {
        return new Sampling(temperature, value, topK, maxTokens, stop);
    }

    /**
     * Returns a copy that chooses from this many tokens.
     *
     * @throws IllegalArgumentException if the value is below 1
     */
    public Sampling withTopK(int value) {
        return new Sampling(temperature, topP, value, maxTokens, stop);
    }

    /**
     * Returns a copy with this output limit in tokens; without one, the strategy chooses it for each request.
     *
     * @throws IllegalArgumentException if the value is below 1
     */
    public Sampling withMaxTokens(int value) {
        return new Sampling(temperature, topP, topK, value, stop);
    }

    /** Returns a copy with these texts that end a reply. */
    public Sampling withStop(List<String> value) {
        return new Sampling(temperature, topP, topK, maxTokens, value);
    }

    /**
     * Sets a request's fields.
     *
     * @param defaultMaxTokens output limit in tokens where this sampling has none; at least 1
     */
    public ChatRequest.Builder applyTo(ChatRequest.Builder request, int defaultMaxTokens) {
        return request.temperature(temperature)
                .topP(topP)
                .topK(topK)
                .stop(stop)
                .maxTokens(maxTokens != null ? maxTokens : defaultMaxTokens);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sampling that
                && Objects.equals(temperature, that.temperature)
                && Objects.equals(topP, that.topP)
                && Objects.equals(topK, that.topK)
                && Objects.equals(maxTokens, that.maxTokens)
                && stop.equals(that.stop);
    }

    @Override
    public int hashCode() {
        return Objects.hash(temperature, topP, topK, maxTokens, stop);
    }

    @Override
    public String toString() {
        return "Sampling[temperature " + temperature + ", topP " + topP + ", topK " + topK + ", maxTokens " + maxTokens
                + ", stop " + stop + "]";
    }
}
