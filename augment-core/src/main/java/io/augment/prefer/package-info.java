/**
 * Makes preference data: several answers to an instruction, judged, and made into pairs of a better and a worse one.
 *
 * <pre>{@code
 * PairGenerator pairs = Preferences.ofModels(List.of(small, large), 2)
 *     .scoredBy(QualityJudge.rubric(teacher))
 *     .pairing(Pairing.BEST_WORST)
 *     .margin(0.2)
 *     .build();
 * AugmentationPipeline.builder().generate(pairs).build()
 *     .run(seeds, Export.to(out).format(ExportFormats.named("trl-preference")));
 * }</pre>
 */
@NullMarked
package io.augment.prefer;

import org.jspecify.annotations.NullMarked;
