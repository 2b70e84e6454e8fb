package io.augment.internal.prefer;

import io.augment.prefer.Pairing;

/**
 * Says which pairs are made.
 *
 * @param pairing the kind
 * @param margin least difference of the scores
 * @param goodFrom lowest score with a good label
 */
public record PairingRules(Pairing pairing, double margin, double goodFrom) {}
