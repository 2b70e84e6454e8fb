/** Reads what models write: tolerant of the form, strict about the content. */
@NullMarked
package io.augment.internal.chat.reply;

import org.jspecify.annotations.NullMarked;
