/** Tests of the command-line program. */
@NullMarked
package io.augment.examples.cli;

import org.jspecify.annotations.NullMarked;
