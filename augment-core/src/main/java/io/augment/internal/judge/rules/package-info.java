/** Finds structural faults of responses by rules alone. */
@NullMarked
package io.augment.internal.judge.rules;

import org.jspecify.annotations.NullMarked;
