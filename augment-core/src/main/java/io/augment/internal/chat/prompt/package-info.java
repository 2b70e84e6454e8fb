/** Fills prompts: the standard resources, in-context examples, and marks around text that is data. */
@NullMarked
package io.augment.internal.chat.prompt;

import org.jspecify.annotations.NullMarked;
