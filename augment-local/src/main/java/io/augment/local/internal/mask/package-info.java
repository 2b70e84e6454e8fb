/**
 * Keeps a model to what its reply must be: one of some choices, or JSON of a schema without white space.
 *
 * <p>A {@link io.augment.local.internal.mask.Grammar} is made of {@link io.augment.local.internal.mask.Shape}s, such as a
 * text or a list. Reading a reply byte by byte is a walk from {@link io.augment.local.internal.mask.State} to state; a token
 * is allowed where its bytes lead on. {@link io.augment.local.internal.mask.TokenIndex} walks all tokens at once, sharing
 * what they have in common, and each state knows how few tokens it takes from there to the end: where those that are left
 * become few, only what closes the reply is allowed, so that it always ends valid.
 */
@NullMarked
package io.augment.local.internal.mask;

import org.jspecify.annotations.NullMarked;
