/** Writes model files: {@link io.augment.testkit.internal.model.ModelFileWriter} knows their format. */
@NullMarked
package io.augment.testkit.internal.model;

import org.jspecify.annotations.NullMarked;
