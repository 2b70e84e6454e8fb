/**
 * Makes new instructions from a seed: the same kind of task with different content.
 */
@NullMarked
package io.augment.expand;

import org.jspecify.annotations.NullMarked;
