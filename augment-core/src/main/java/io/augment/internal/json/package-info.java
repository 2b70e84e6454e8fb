/** JSON codecs of the chat room's types, for keys and for the ledger. */
@NullMarked
package io.augment.internal.json;

import org.jspecify.annotations.NullMarked;
