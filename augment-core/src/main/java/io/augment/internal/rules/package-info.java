/**
 * Strategies that need no model: careful rephrasing, cleaning and judging by rules, in English and Chinese.
 *
 * <p>A rule that is not sure does nothing: fewer, clean rows rather than many clumsy ones.
 */
@NullMarked
package io.augment.internal.rules;

import org.jspecify.annotations.NullMarked;
