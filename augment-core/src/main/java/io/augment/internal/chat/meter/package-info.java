/** Counts what a part of a strategy spends. */
@NullMarked
package io.augment.internal.chat.meter;

import org.jspecify.annotations.NullMarked;
