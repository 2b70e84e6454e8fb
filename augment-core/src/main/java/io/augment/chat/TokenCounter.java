package io.augment.chat;

/**
 * Counts the tokens of a request before it is sent; safe for use by many threads.
 *
 * <p>A budget rests on this number, so it must never be too small: count as the provider does, its chat template included.
 */
@FunctionalInterface
public interface TokenCounter {
    /** Returns the prompt tokens that the provider will bill for the request, or more. */
    long promptTokens(ChatRequest request);
}
