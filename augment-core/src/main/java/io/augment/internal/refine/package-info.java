/** Refines instructions by asking a model. */
@NullMarked
package io.augment.internal.refine;

import org.jspecify.annotations.NullMarked;
