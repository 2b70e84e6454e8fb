/**
 * Knows what kind of task an instruction is, and samples seeds so that the kinds are balanced.
 */
@NullMarked
package io.augment.task;

import org.jspecify.annotations.NullMarked;
