/** Counts, correlates and resamples what a judge said beside what people said. */
@NullMarked
package io.augment.internal.calibrate;

import org.jspecify.annotations.NullMarked;
