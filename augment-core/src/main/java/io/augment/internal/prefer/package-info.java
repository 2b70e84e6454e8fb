/** Orders candidates by judgments and pairs them. */
@NullMarked
package io.augment.internal.prefer;

import org.jspecify.annotations.NullMarked;
