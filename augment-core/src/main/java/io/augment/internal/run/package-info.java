/**
 * The engine: takes records from a source through the stages to the export, in input order, with bounded concurrency.
 *
 * <p>Reading order: {@link io.augment.internal.run.Engine} drives a chain of {@link io.augment.internal.run.FlowSource}s on the
 * caller's thread; {@link io.augment.internal.run.ParallelSegment} works on records in parallel and hands them on in order;
 * {@link io.augment.internal.run.Gateway} stands between strategies and models.
 */
@NullMarked
package io.augment.internal.run;

import org.jspecify.annotations.NullMarked;
