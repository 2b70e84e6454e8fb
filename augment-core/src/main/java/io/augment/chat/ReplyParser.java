package io.augment.chat;

/**
 * Reads a typed value from a reply: tolerant of how it is written, strict about what it says.
 *
 * @param <T> type of the value
 */
@FunctionalInterface
public interface ReplyParser<T> {
    /**
     * Reads the value.
     *
     * @throws UnreadableReplyException if the reply does not hold what was asked for; its message is shown to the model in
     *     the repair round
     * @throws io.augment.RejectedException if the reply is readable but must not be used, such as a refusal
     */
    T parse(ChatResponse response);
}
