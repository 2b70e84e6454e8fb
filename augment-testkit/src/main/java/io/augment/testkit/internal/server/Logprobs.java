package io.augment.testkit.internal.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Invents log probabilities for the tokens of a reply: high for the token that stands there, falling for alternatives that fit
 * its kind (digits beside a digit, letters beside a letter, no beside yes). A function of the hash and the text alone.
 */
public final class Logprobs {
    private static final List<List<String>> KINDS = List.of(
            List.of("Yes", "No"),
            List.of("yes", "no"),
            List.of("True", "False"),
            List.of("true", "fals"),
            List.of("是", "否"),
            List.of("对", "错"),
            List.of("A", "B", "C", "D", "E", "F"),
            List.of("a", "b", "c", "d", "e", "f"));
    private static final List<String> OTHERS =
            List.of(" the", " and", ",", " of", ".", "\n", " a", " to", " in", " is");

    private Logprobs() {}

    /** Writes the {@code logprobs} object of a choice. */
    public static void write(JsonOut out, String text, int top, long hash) {
        out.ascii("{\"content\":[");
        int index = 0;
        for (String token : Tokens.split(text)) {
            long seed = Hashes.of(hash, index);
            double chosen = Math.log(0.55 + 0.44 * Hashes.unit(seed));
            entry(index++ == 0 ? out : out.ascii(","), token, chosen);
            out.ascii(",\"top_logprobs\":[");
            alternatives(out, token, chosen, top);
            out.ascii("]}");
        }
        out.ascii("],\"refusal\":null}");
    }

    private static void alternatives(JsonOut out, String token, double chosen, int top) {
        if (top == 0) {
            return;
        }
        entry(out, token, chosen);
        out.ascii("}");
        double left = 1 - Math.exp(chosen);
        int written = 1;
        for (String other : neighbours(token)) {
            if (written == top) {
                return;
            }
            left /= 2;
            entry(out.ascii(","), other, Math.log(left));
            out.ascii("}");
            written++;
        }
        for (int i = 0; written < top; i++) {
            String other = i < OTHERS.size() ? OTHERS.get(i) : " w" + i;
            if (!other.equals(token)) {
                left /= 2;
                entry(out.ascii(","), other, Math.log(left));
                out.ascii("}");
                written++;
            }
        }
    }

    private static List<String> neighbours(String token) {
        if (token.length() <= 2 && token.chars().allMatch(c -> c >= '0' && c <= '9') && !token.isEmpty()) {
            int value = Integer.parseInt(token);
            return value == 0 ? List.of("1", "2") : List.of(decimal(value - 1), decimal(value + 1));
        }
        for (List<String> kind : KINDS) {
            if (kind.contains(token)) {
                return kind.stream().filter(other -> !other.equals(token)).toList();
            }
        }
        return List.of();
    }

    private static String decimal(int value) {
        return String.format(Locale.ROOT, "%d", value);
    }

    private static void entry(JsonOut out, String token, double logprob) {
        out.ascii("{\"token\":").string(token).ascii(",\"logprob\":").number(Math.max(logprob, -100));
        out.ascii(",\"bytes\":[");
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            out.ascii(i == 0 ? "" : ",").number(bytes[i] & 0xFF);
        }
        out.ascii("]");
    }
}
