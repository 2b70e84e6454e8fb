package io.augment.chat;

import java.util.List;
import java.util.Objects;

/**
 * Holds a token of a reply with its probability and its rivals.
 *
 * @param token the token's text
 * @param logprob natural logarithm of its probability, at most 0
 * @param top the most probable tokens at this place, this one possibly among them; their own {@code top} is empty
 */
public record TokenLogprob(String token, double logprob, List<TokenLogprob> top) {
    /** Creates a token. */
    public TokenLogprob {
        Objects.requireNonNull(token, "token");
        top = List.copyOf(top);
    }
}
