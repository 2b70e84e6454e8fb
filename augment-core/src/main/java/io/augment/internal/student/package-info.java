/** The strategies over student models, and the file form of their profiles. */
@NullMarked
package io.augment.internal.student;

import org.jspecify.annotations.NullMarked;
