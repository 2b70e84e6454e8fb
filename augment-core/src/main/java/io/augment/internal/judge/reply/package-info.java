/**
 * Reads winners and ratings from what judges write in prose, in English and Chinese; says nothing where a reader would have
 * to guess.
 */
@NullMarked
package io.augment.internal.judge.reply;

import org.jspecify.annotations.NullMarked;
