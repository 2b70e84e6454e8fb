package io.augment.judge;

import io.augment.internal.judge.reply.RatingReader;
import io.augment.internal.judge.reply.ReplyText;
import io.augment.internal.judge.reply.WinnerReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a judge's reply which of two answers won, and which rating was given, in English and Chinese.
 *
 * <p>JSON is read first, then the usual marks ({@code [[A]]}, {@code [[8]]}, {@code <score>8</score>}), then what people
 * write: "Output (a) is better", "Score: 4/5", "on a scale of 1 to 10 I give 7", "回答A更好", "满分10分，我给8分". Nothing is
 * guessed: a reply that names no winner, or two of them, has none; a rating outside the scale that the reply itself names is
 * none, and is never moved onto it.
 *
 * <pre>{@code
 * JudgeReply reply = JudgeReply.read("Both are fine, but (b) has an error. Therefore, Output (a) is better.");
 * Preference winner = reply.winner();   // FIRST
 * }</pre>
 *
 * @param winner the better answer, or null when the reply does not decide
 * @param rating the rating on the judge's own scale, or null when the reply gives none, or several
 */
public record JudgeReply(
        @Nullable Preference winner, @Nullable Double rating) {
    /** Reads a reply of which the scale is not known; a rating may then be any number. */
    public static JudgeReply read(String reply) {
        return read(reply, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Reads a reply.
     *
     * @param min lowest rating of the scale
     * @param max highest rating of the scale; a rating outside is none
     */
    public static JudgeReply read(String reply, double min, double max) {
        ReplyText text = ReplyText.of(reply);
        Preference winner = WinnerReader.read(text);
        // Numbers in prose that compares two answers are about one of them, or about neither.
        boolean compares = winner != null && text.object() == null;
        return new JudgeReply(winner, compares ? null : RatingReader.read(text, min, max));
    }
}
