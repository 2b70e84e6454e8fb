/**
 * Writes training files in the formats of trainers, reads them back and checks them before a run reports success.
 */
@NullMarked
package io.augment.export;

import org.jspecify.annotations.NullMarked;
