/**
 * Chooses the next token from a model's scores.
 *
 * <p>{@link io.augment.local.internal.sample.Sampler} holds what one request needs: penalties for what was said already,
 * temperature, the cuts by rank, share and floor, and a random generator of its own, so that a reply depends on its own seed
 * and on nothing that runs beside it. {@link io.augment.local.internal.sample.LogProbabilities} reads the scores before any
 * of that. {@link io.augment.local.internal.sample.StopTexts} ends a reply at a text, and
 * {@link io.augment.local.internal.sample.LoopGuard} where it goes round in circles.
 */
@NullMarked
package io.augment.local.internal.sample;

import org.jspecify.annotations.NullMarked;
