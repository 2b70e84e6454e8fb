/** Says the same request in other words, by rules alone, so that its response stays right. */
@NullMarked
package io.augment.internal.expand.rules;

import org.jspecify.annotations.NullMarked;
