/**
 * Finds task types by rules and by what was learned, divides numbers by shares, and draws samples.
 *
 * <p>A text becomes hashed features ({@code TextFeatures}), a {@code Vocabulary} weighs them, and a {@code SoftmaxModel} turns them
 * into probabilities; {@code TextModelTrainer} fits it. {@code Apportionment} divides a number by shares, {@code Draw} holds the
 * reservoirs of a sample, and {@code Selection} chooses from them.
 */
@NullMarked
package io.augment.internal.task;

import org.jspecify.annotations.NullMarked;
