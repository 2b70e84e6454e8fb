/** Answers instructions by asking a model. */
@NullMarked
package io.augment.internal.generate;

import org.jspecify.annotations.NullMarked;
