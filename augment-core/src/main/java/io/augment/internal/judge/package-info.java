/** Judges pairs by asking a model. */
@NullMarked
package io.augment.internal.judge;

import org.jspecify.annotations.NullMarked;
