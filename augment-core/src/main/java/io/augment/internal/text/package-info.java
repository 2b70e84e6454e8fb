/**
 * Reads text as filters compare it: Unicode, case, space and punctuation made equal, words as tokens, and each character
 * of a script without spaces as a token of its own.
 */
@NullMarked
package io.augment.internal.text;

import org.jspecify.annotations.NullMarked;
