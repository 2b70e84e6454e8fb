package io.augment.chat;

import org.jspecify.annotations.Nullable;

/**
 * Says that a complete reply does not hold what was asked for.
 *
 * <p>The reply stays the reply and was paid; only the repair round asks anew.
 */
public final class UnreadableReplyException extends ChatException {
    private static final long serialVersionUID = 1L;

    private final boolean repairable;

    private UnreadableReplyException(String reason, String problem, boolean repairable, @Nullable Throwable cause) {
        super(reason, problem, null, null, cause);
        this.repairable = repairable;
    }

    /** Creates the exception for a reply that the model may mend when it is shown the problem. */
    public static UnreadableReplyException of(String problem) {
        return new UnreadableReplyException("unreadable-reply", problem, true, null);
    }

    /** Creates the exception for a reply that ended at the output limit: asking again would end there again. */
    public static UnreadableReplyException truncated() {
        return new UnreadableReplyException(
                "truncated", "The reply ended at the output limit; raise maxTokens.", false, null);
    }

    /** Returns whether the repair round is worth its price. */
    public boolean isRepairable() {
        return repairable;
    }
}
