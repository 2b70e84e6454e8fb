/**
 * The domain of augment: the values that flow from a seed file to a training row.
 *
 * <p>An {@link io.augment.Instruction} is what a user asks of a model; an {@link io.augment.InstructionPair} is an
 * instruction with the response to train on; both are an {@link io.augment.Example}. Every record that enters a
 * pipeline leaves it as an {@link io.augment.Outcome}: kept, rejected with a reason, failed with a cause, or not reached
 * because a cap ended the run. Nothing disappears.
 *
 * <p>Strategies receive one {@link io.augment.StageContext}: their only door to models, randomness and exemplars.
 */
@NullMarked
package io.augment;

import org.jspecify.annotations.NullMarked;
