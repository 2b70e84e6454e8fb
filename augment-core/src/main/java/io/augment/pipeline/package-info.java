/**
 * The front door: {@link io.augment.pipeline.AugmentationPipeline#builder()} strings the stages together; the order of the
 * calls is the order of the stages.
 *
 * <p>A pipeline is immutable and may run many times, by many threads. A pipeline of per-record stages and filters can also be
 * laid over a stream of the caller's ({@link io.augment.pipeline.StreamingPipeline}); one with sampling or a target needs all
 * records and only runs whole jobs.
 */
@NullMarked
package io.augment.pipeline;

import org.jspecify.annotations.NullMarked;
