/**
 * Answers instructions: the responses to train on.
 */
@NullMarked
package io.augment.generate;

import org.jspecify.annotations.NullMarked;
