/**
 * Makes an instruction clearer and more detailed while its intent stays what it was.
 */
@NullMarked
package io.augment.refine;

import org.jspecify.annotations.NullMarked;
