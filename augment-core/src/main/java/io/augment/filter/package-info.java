/**
 * Turns records down by comparing them with rules, with each other and with files, in input order.
 */
@NullMarked
package io.augment.filter;

import org.jspecify.annotations.NullMarked;
