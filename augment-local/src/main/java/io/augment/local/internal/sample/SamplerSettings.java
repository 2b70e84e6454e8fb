package io.augment.local.internal.sample;

/**
 * Says how tokens are chosen. A setting that is off changes nothing.
 *
 * @param temperature divisor of the scores, 0 or more; at 0 the best token is taken
 * @param topK how many of the best tokens may be chosen; 0 for all
 * @param topP share of probability, above 0 and up to 1, that the best tokens must reach; 1 for all
 * @param minP least probability, 0 to 1, as a share of the best token's; 0 for none
 * @param repetitionPenalty divisor, above 0, of the scores of all tokens so far, the prompt's too; 1 for none
 * @param frequencyPenalty what is taken off a score for each time that the reply has the token; 0 for nothing
 * @param presencePenalty what is taken off a score if the reply has the token; 0 for nothing
 * @param seed where the random choices start
 */
public record SamplerSettings(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        double frequencyPenalty,
        double presencePenalty,
        long seed) {
    /**
     * Creates settings.
     *
     * @throws IllegalArgumentException if a value is outside its range
     */
    public SamplerSettings {
        check(temperature >= 0 && Double.isFinite(temperature), "temperature must be 0 or more", temperature);
        check(topK >= 0, "topK must be 0 or more", topK);
        check(topP > 0 && topP <= 1, "topP must lie above 0 and up to 1", topP);
        check(minP >= 0 && minP <= 1, "minP must lie between 0 and 1", minP);
        check(
                repetitionPenalty > 0 && Double.isFinite(repetitionPenalty),
                "repetitionPenalty must lie above 0",
                repetitionPenalty);
        check(Double.isFinite(frequencyPenalty), "frequencyPenalty must be a number", frequencyPenalty);
        check(Double.isFinite(presencePenalty), "presencePenalty must be a number", presencePenalty);
    }

    /** Returns settings that take the best token each time. */
    public static SamplerSettings greedy() {
        return new SamplerSettings(0, 0, 1, 0, 1, 0, 0, 0);
    }

    private static void check(boolean right, String rule, double value) {
        if (!right) {
            throw new IllegalArgumentException(rule + ", but was " + value);
        }
    }
}
