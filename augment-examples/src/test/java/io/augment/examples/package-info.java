/** Tests of the example programs. */
@NullMarked
package io.augment.examples;

import org.jspecify.annotations.NullMarked;
