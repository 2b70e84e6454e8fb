/** Holds code that breaks the rules of the house, so that the rules can be seen to fire. */
@NullMarked
package io.augment.planted;

import org.jspecify.annotations.NullMarked;
