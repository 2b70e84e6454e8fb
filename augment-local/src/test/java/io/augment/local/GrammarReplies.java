package io.augment.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Writes random texts of a GBNF grammar, whose long runs of characters are sentences; reads the grammar as llama.cpp does. */
final class GrammarReplies {
    /** A run of characters that may be so long is prose. */
    private static final int PROSE = 100;

    private static final int FEW = 3;

    private final Map<String, String> rules = new HashMap<>();
    private final Random random;
    private final Supplier<String> sentences;

    GrammarReplies(String grammar, Random random, Supplier<String> sentences) {
        this.random = random;
        this.sentences = sentences;
        for (String line : grammar.split("\n", -1)) {
            String[] rule = line.split(" ::= ", 2);
            rules.put(rule[0], rule[1]);
        }
    }

    String reply() {
        StringBuilder out = new StringBuilder();
        rule("root").write(out);
        return out.toString();
    }

    private Part rule(String name) {
        String body = rules.get(name);
        if (body == null) {
            throw new IllegalArgumentException("No rule " + name);
        }
        return new Reader(body).choice();
    }

    @FunctionalInterface
    private interface Part {
        void write(StringBuilder out);
    }

    private final class Reader {
        private final String body;
        private int at;

        Reader(String body) {
            this.body = body;
        }

        private char peek() {
            while (at < body.length() && body.charAt(at) == ' ') {
                at++;
            }
            return at < body.length() ? body.charAt(at) : ')';
        }

        Part choice() {
            List<Part> choices = new ArrayList<>(List.of(sequence()));
            while (peek() == '|') {
                at++;
                choices.add(sequence());
            }
            return out -> choices.get(random.nextInt(choices.size())).write(out);
        }

        private Part sequence() {
            List<Part> parts = new ArrayList<>();
            for (char next = peek(); next != ')' && next != '|'; next = peek()) {
                parts.add(repeated(item()));
            }
            return out -> parts.forEach(part -> part.write(out));
        }

        private Part item() {
            switch (peek()) {
                case '"' -> {
                    at++;
                    StringBuilder text = new StringBuilder();
                    while (body.charAt(at) != '"') {
                        text.append(character());
                    }
                    at++;
                    return out -> out.append(text);
                }
                case '[' -> {
                    return characters();
                }
                case '(' -> {
                    at++;
                    Part inside = choice();
                    at++;
                    return inside;
                }
                default -> {
                    int from = at;
                    while (at < body.length() && " |(){}?".indexOf(body.charAt(at)) < 0) {
                        at++;
                    }
                    String name = body.substring(from, at);
                    return out -> rule(name).write(out);
                }
            }
        }

        private char character() {
            char c = body.charAt(at++);
            if (c != '\\') {
                return c;
            }
            char escaped = body.charAt(at++);
            if (escaped != 'x') {
                return escaped;
            }
            at += 2;
            return (char) Integer.parseInt(body.substring(at - 2, at), 16);
        }

        private Part characters() {
            at++;
            boolean negated = body.charAt(at) == '^';
            at += negated ? 1 : 0;
            StringBuilder listed = new StringBuilder();
            while (body.charAt(at) != ']') {
                char first = character();
                boolean range = body.charAt(at) == '-' && body.charAt(at + 1) != ']';
                at += range ? 1 : 0;
                char last = range ? character() : first;
                for (int c = first; c <= last; c++) {
                    listed.append((char) c);
                }
            }
            at++;
            StringBuilder allowed = new StringBuilder(negated ? "" : listed);
            for (char c = ' '; negated && c < 0x7f; c++) {
                if (listed.indexOf(String.valueOf(c)) < 0) {
                    allowed.append(c);
                }
            }
            return out -> out.append(allowed.charAt(random.nextInt(allowed.length())));
        }

        private Part repeated(Part part) {
            int least = 1;
            int most = 1;
            if (at < body.length() && body.charAt(at) == '?') {
                // What may be there is there.
                at++;
            } else if (at < body.length() && body.charAt(at) == '{') {
                String[] bounds = body.substring(at + 1, body.indexOf('}', at)).split(",", 2);
                at = body.indexOf('}', at) + 1;
                least = Integer.parseInt(bounds[0]);
                most = Integer.parseInt(bounds[1]);
            }
            int from = least;
            int to = most;
            if (to >= PROSE) {
                return out -> out.append(sentences.get());
            }
            return out -> {
                int times = from + random.nextInt(Math.min(to - from, FEW) + 1);
                for (int i = 0; i < times; i++) {
                    part.write(out);
                }
            };
        }
    }
}
