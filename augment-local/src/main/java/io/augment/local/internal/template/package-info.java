/**
 * Puts a conversation into the frame that a model was trained on: ChatML (Qwen and many others) and Llama 3.
 *
 * <p>{@link io.augment.local.internal.template.ChatFrame} knows the family by the template in the model's file, takes the
 * default system text from it, and writes tokens: control tokens are the frame's alone, and what a message says is always
 * text, even where it says {@code <|im_end|>}. Templates are programs (Jinja); none is run.
 */
@NullMarked
package io.augment.local.internal.template;

import org.jspecify.annotations.NullMarked;
