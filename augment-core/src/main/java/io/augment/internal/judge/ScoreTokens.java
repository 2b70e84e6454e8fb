package io.augment.internal.judge;

import io.augment.chat.ChatResponse;
import io.augment.chat.TokenLogprob;
import io.augment.judge.Rubric.Dimension;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the expected score from the probabilities of the tokens that could have stood in its place. */
final class ScoreTokens {
    /** How many rivals of a token to ask for: as many as there are digits. */
    static final int WANTED = 10;

    private static final double LARGEST = 9;

    private ScoreTokens() {}

    /** Returns the expected value, or null where the probabilities are missing or the scale is not of single digits. */
    static @Nullable Double expected(ChatResponse response, Dimension dimension) {
        boolean digits = dimension.min() >= 0
                && dimension.max() <= LARGEST
                && dimension.min() == Math.rint(dimension.min())
                && dimension.max() == Math.rint(dimension.max());
        List<TokenLogprob> tokens = response.logprobs();
        if (!digits || tokens.isEmpty()) {
            return null;
        }
        int at = place(tokens, dimension.name());
        return at < 0 ? null : mean(tokens.get(at), dimension);
    }

    /** Returns the token that is the digit behind the dimension's name, or -1. */
    private static int place(List<TokenLogprob> tokens, String name) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append(token.token()));
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"?([0-9])(?![0-9.])")
                .matcher(text);
        if (!matcher.find()) {
            return -1;
        }
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            end += tokens.get(i).token().length();
            if (end > matcher.start(1)) {
                return tokens.get(i).token().strip().length() == 1 ? i : -1;
            }
        }
        return -1;
    }

    private static @Nullable Double mean(TokenLogprob token, Dimension dimension) {
        double sum = 0;
        double mass = 0;
        List<TokenLogprob> rivals = token.top().isEmpty() ? List.of(token) : token.top();
        for (TokenLogprob rival : rivals) {
            String digit = rival.token().strip();
            if (digit.length() == 1 && digit.charAt(0) >= '0' && digit.charAt(0) <= '9') {
                double score = digit.charAt(0) - '0';
                if (score >= dimension.min() && score <= dimension.max()) {
                    double probability = Math.exp(rival.logprob());
                    sum += score * probability;
                    mass += probability;
                }
            }
        }
        return mass > 0 ? Math.max(dimension.min(), Math.min(dimension.max(), sum / mass)) : null;
    }
}
