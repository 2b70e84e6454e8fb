/** Holds the rules of the house and the tests that keep every module to them. */
@NullMarked
package io.augment.architecture;

import org.jspecify.annotations.NullMarked;
