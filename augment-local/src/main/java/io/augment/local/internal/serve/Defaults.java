package io.augment.local.internal.serve;

import io.augment.chat.ChatRequest;
import io.augment.local.internal.sample.SamplerSettings;

/**
 * Says how tokens are chosen where a request does not.
 *
 * @param temperature 0 or more
 * @param topK 0 for all
 * @param topP above 0 and up to 1
 * @param minP 0 to 1
 * @param repetitionPenalty above 0; 1 for none
 */
public record Defaults(double temperature, int topK, double topP, double minP, double repetitionPenalty) {
    /** What Qwen2.5 models are released with ({@code generation_config.json}), without their repetition penalty. */
    public static final Defaults USUAL = new Defaults(0.7, 20, 0.8, 0, 1);

    /** Creates defaults. */
    public Defaults {
        settings(temperature, topK, topP, minP, repetitionPenalty, 0, 0, 0);
    }

    SamplerSettings of(ChatRequest request, long seed) {
        Double presence = request.presencePenalty();
        Double frequency = request.frequencyPenalty();
        Double share = request.topP();
        return settings(
                request.temperature() == null ? temperature : request.temperature(),
                request.topK() == null ? topK : request.topK(),
                // A share of 0 leaves the best token, as the smallest share does.
                share == null ? topP : Math.max(share, Double.MIN_NORMAL),
                minP,
                repetitionPenalty,
                frequency == null ? 0 : frequency,
                presence == null ? 0 : presence,
                seed);
    }

    private static SamplerSettings settings(
            double temperature,
            int topK,
            double topP,
            double minP,
            double repetitionPenalty,
            double frequency,
            double presence,
            long seed) {
        return new SamplerSettings(temperature, topK, topP, minP, repetitionPenalty, frequency, presence, seed);
    }
}
