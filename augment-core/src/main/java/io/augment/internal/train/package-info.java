/** The journal of training jobs and what drives them. */
@NullMarked
package io.augment.internal.train;

import org.jspecify.annotations.NullMarked;
