/**
 * Hands augmented data to training: jobs of a training service that are started once, followed across restarts, and end in
 * a model that plugs into the next run.
 *
 * <p>A {@link io.augment.train.TrainingService} is a provider's fine-tuning API or a trainer on this machine. {@link
 * io.augment.train.FineTuning} is the door to all of them: it writes down what it is about to do before it does it, so that
 * a program that was killed goes on with the job that it had.
 *
 * <pre>{@code
 * TrainingRequest request = TrainingRequest.supervised("gpt-4o-mini-2024-07-18", trainingFile).epochs(3).build();
 * try (OpenAiTraining service = OpenAiTraining.of(OpenAiChatModel.fromEnv(), "3.00")) {
 *     TrainingJob job = FineTuning.with(service).maxCost("20.00").start(request, RunDirectory.at(runDirectory));
 *     TrainingStatus end = job.follow();
 *     ChatModel student = service.model(end.requireModelName());
 * }
 * }</pre>
 */
@NullMarked
package io.augment.train;

import org.jspecify.annotations.NullMarked;
