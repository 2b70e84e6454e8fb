/** Small helpers without a room of their own. */
@NullMarked
package io.augment.internal.util;

import org.jspecify.annotations.NullMarked;
