/**
 * Compares a judge with people's judgments before it is trusted: agreement, bias, and the threshold to use, each with a
 * confidence interval.
 *
 * <pre>{@code
 * Calibration result = JudgeCalibration.against(GoldSet.of(Source.files(gold)))
 *     .wantedPrecision(0.9)
 *     .measure(QualityJudge.rubric(teacher), RunDirectory.at(Path.of("calibration")));
 * Threshold threshold = Threshold.atLeast(result.threshold().minimum());
 * }</pre>
 */
@NullMarked
package io.augment.calibrate;

import org.jspecify.annotations.NullMarked;
