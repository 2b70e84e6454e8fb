package io.augment.prefer;

/** Says which pairs are made of judged candidates. */
public enum Pairing {
    /** Pairs the best candidate with the worst. */
    BEST_WORST,
    /** Pairs every two candidates that are further apart than the margin. */
    ALL_ABOVE_MARGIN,
    /**
     * Labels each candidate by itself, for KTO: good from a score on, bad below it by more than the margin; for the export
     * {@code trl-unpaired-preference} or {@code sharegpt-kto}. An instruction without a good candidate is turned down.
     */
    LABELS
}
