/**
 * Decides small questions about texts, without a model: what language, whether a refusal, whether it stops in the middle.
 *
 * <p>Every check is tuned for precision: it speaks up when the evidence is plain, and is silent otherwise, so that good
 * text is not turned down. English and Chinese are covered throughout, other languages where the evidence is easy.
 */
@NullMarked
package io.augment.internal.check;

import org.jspecify.annotations.NullMarked;
