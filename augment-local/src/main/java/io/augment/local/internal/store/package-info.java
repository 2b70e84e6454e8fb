/** Downloads model files and keeps them. */
@NullMarked
package io.augment.local.internal.store;

import org.jspecify.annotations.NullMarked;
