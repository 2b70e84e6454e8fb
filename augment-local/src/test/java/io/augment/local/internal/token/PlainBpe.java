package io.augment.local.internal.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Encodes as slowly and plainly as the definition reads: a regular expression, and lists of strings. */
final class PlainBpe {
    private static final String SPACE = "\\p{IsWhite_Space}";
    private static final String OTHER = "[^" + SPACE + "\\p{L}\\p{N}]";
    private static final String REST = "|" + SPACE + "+(?!" + "[^" + SPACE + "]" + ")|" + SPACE + "+";

    private final TinyVocabulary vocabulary;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Pattern split;

    PlainBpe(TinyVocabulary vocabulary, String preTokenizer) {
        this.vocabulary = vocabulary;
        for (int rank = vocabulary.merges.size() - 1; rank >= 0; rank--) {
            ranks.put(vocabulary.merges.get(rank), rank);
        }
        String llama =
                "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,%d}| ?"
                        + OTHER + "+[\\r\\n]*|" + SPACE + "*[\\r\\n]+" + REST;
        this.split = Pattern.compile(
                switch (preTokenizer) {
                    case "gpt-2" -> "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?" + OTHER + "+" + REST;
                    case "qwen2" -> String.format(llama, 1);
                    default -> String.format(llama, 3);
                });
    }

    List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = split.matcher(text);
        int at = 0;
        while (matcher.find()) {
            if (matcher.start() != at) {
                throw new AssertionError("A gap at " + at);
            }
            pieces.add(matcher.group());
            at = matcher.end();
        }
        return pieces;
    }

    List<Integer> encode(String text) {
        List<Integer> ids = new ArrayList<>();
        for (String piece : pieces(text)) {
            List<String> symbols = new ArrayList<>();
            for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
                symbols.add(String.valueOf(ByteAlphabet.character(b & 0xFF)));
            }
            boolean merged = true;
            while (merged) {
                int best = Integer.MAX_VALUE;
                int place = -1;
                for (int i = 0; i + 1 < symbols.size(); i++) {
                    int rank = ranks.getOrDefault(symbols.get(i) + " " + symbols.get(i + 1), Integer.MAX_VALUE);
                    if (rank < best) {
                        best = rank;
                        place = i;
                    }
                }
                merged = place >= 0;
                if (merged) {
                    symbols.set(place, symbols.get(place) + symbols.remove(place + 1));
                }
            }
            for (String symbol : symbols) {
                ids.add(vocabulary.tokens.indexOf(symbol));
            }
        }
        return ids;
    }
}
