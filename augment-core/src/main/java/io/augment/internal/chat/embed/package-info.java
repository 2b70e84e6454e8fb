/** Lets vectors go the way of replies: through ledger, budget and rates. */
@NullMarked
package io.augment.internal.chat.embed;

import org.jspecify.annotations.NullMarked;
