/**
 * Holds the indexes behind the filters: compact, made for one thread, and free of pipeline types.
 */
@NullMarked
package io.augment.internal.filter;

import org.jspecify.annotations.NullMarked;
