package io.augment.local.internal.serve;

/** Takes the model's scores and chooses the next token. Called on threads of the engine, never twice at once. */
@FunctionalInterface
public interface Step {
    /** Ends the reply. */
    int END = -1;

    /**
     * Chooses a token.
     *
     * @param scores a score for each token of the vocabulary; may be changed
     * @return the token whose successor is wanted, or {@link #END}
     */
    int next(float[] scores);
}
