/** Builds and runs a user's program against the built artifacts, as a user would. */
@NullMarked
package io.augment.consumer;

import org.jspecify.annotations.NullMarked;
