/**
 * Finds out whether training helped: the same held-out rows through the base model and the trained student, compared by a judge
 * in both orders, by the expected answers, and by the constraints that instructions state.
 *
 * <pre>{@code
 * EvaluationReport report = Evaluation.of(Source.files(heldOut))
 *     .base(Answerer.of(base))
 *     .student(Answerer.of(student))
 *     .judge(PairwiseJudge.using(teacher))
 *     .run(RunDirectory.at(Path.of("evaluation")));
 * System.out.println(report.pairwise().winRate());
 * }</pre>
 *
 * <p>A {@link io.augment.evaluate.LearningCurve} repeats a measurement over sizes of the seed set and amounts of augmentation, and
 * says what each point costs.
 */
@NullMarked
package io.augment.evaluate;

import org.jspecify.annotations.NullMarked;
