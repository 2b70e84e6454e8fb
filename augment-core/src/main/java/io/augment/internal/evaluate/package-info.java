/** The run behind an evaluation, its figures, and the pages that show them. */
@NullMarked
package io.augment.internal.evaluate;

import org.jspecify.annotations.NullMarked;
