/** Expands instructions by asking a model. */
@NullMarked
package io.augment.internal.expand;

import org.jspecify.annotations.NullMarked;
