/** Cleans instructions by rules alone. */
@NullMarked
package io.augment.internal.refine.rules;

import org.jspecify.annotations.NullMarked;
