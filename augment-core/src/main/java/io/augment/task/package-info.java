/**
 * Knows what kind of task an instruction is, and samples seeds so that the kinds are balanced.
 *
 * <p>A {@link io.augment.task.TaskTaxonomy} names the kinds. A {@link io.augment.task.TaskClassifier} finds the kind of an
 * instruction: by rules, by asking a model, or by what it learned ({@link io.augment.task.ClassifierTrainer}); a
 * {@link io.augment.task.TaskMapping} takes over categories that a data set brings along. A {@link io.augment.task.TaskMix} says
 * which share each kind should have, a {@link io.augment.task.TaskSampler} draws records accordingly, and a
 * {@link io.augment.task.SamplePlan} shows beforehand what it will take and what is missing. {@link io.augment.task.Difficulty}
 * keeps what a student cannot do yet.
 *
 * <pre>{@code
 * SamplePlan plan = SamplePlan.of(TaskMix.pai(), Map.of("Math", 900, "Writing", 40), 500);
 * plan.demand(); // what generation has to make: {Writing=6} when shares ask for 46
 * }</pre>
 */
@NullMarked
package io.augment.task;

import org.jspecify.annotations.NullMarked;
