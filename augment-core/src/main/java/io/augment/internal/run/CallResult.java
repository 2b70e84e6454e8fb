package io.augment.internal.run;

import io.augment.chat.ChatResponse;
import io.augment.internal.ledger.Charge;
import io.augment.internal.ledger.LedgerKey;

/** Holds a reply, its key, and what was charged for it when it was made. */
record CallResult(LedgerKey key, ChatResponse response, Charge charge) {}
