/**
 * Turns text into the numbers that a model reads, and back: byte-level BPE from a model file's own metadata.
 *
 * <p>{@link io.augment.local.internal.token.Vocabulary} holds the entries and
 * {@link io.augment.local.internal.token.BpeTokenizer} the merges. Text is first cut by the model's
 * {@link io.augment.local.internal.token.PreTokenizer}, then each piece is merged from its bytes up. Control tokens such
 * as {@code <|im_end|>} are read only by {@code encodeFrame}; in {@code encode} they stay text, so that nobody's message
 * can end a turn. {@link io.augment.local.internal.token.TextDecoder} gives the text of a reply while it grows and holds
 * back characters whose bytes have not all come.
 */
@NullMarked
package io.augment.local.internal.token;

import org.jspecify.annotations.NullMarked;
