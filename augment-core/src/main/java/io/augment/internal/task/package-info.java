/** Finds task types by rules and turns shares into whole numbers of records. */
@NullMarked
package io.augment.internal.task;

import org.jspecify.annotations.NullMarked;
