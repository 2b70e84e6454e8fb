/**
 * Scores pairs of instruction and response, with reasons; what cannot be scored is unscored, never 0.
 */
@NullMarked
package io.augment.judge;

import org.jspecify.annotations.NullMarked;
