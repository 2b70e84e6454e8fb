package io.augment.internal.ledger;

import io.augment.chat.ChatResponse;
import org.jspecify.annotations.Nullable;

/** Holds what a key's attempts came to: a complete reply, or a failure that more attempts would not mend. */
public sealed interface LedgerEntry {
    /**
     * A complete reply.
     *
     * @param response the reply
     * @param charge what was charged for it
     */
    record Reply(ChatResponse response, Charge charge) implements LedgerEntry {}

    /**
     * A final failure.
     *
     * @param reason name of the reason
     * @param message a sentence for people
     * @param status HTTP status, or null
     */
    record Failure(String reason, String message, @Nullable Integer status) implements LedgerEntry {}
}
