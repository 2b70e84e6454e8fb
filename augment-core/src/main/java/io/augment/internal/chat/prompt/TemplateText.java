package io.augment.internal.chat.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Is one part of a prompt: text with places for values. Immutable. */
public final class TemplateText {
    private static final String OPEN = "{{";
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z][A-Za-z0-9]{0,39})}}");

    private final String source;
    private final List<Piece> pieces;

    private TemplateText(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = List.copyOf(pieces);
    }

    /** Is a stretch of text, or the name of a place. */
    private record Piece(String text, boolean place) {}

    /**
     * Reads the lines from {@code from} (inclusive) to {@code to} (exclusive), without blank lines at either end.
     *
     * @throws IllegalArgumentException if there is no text, or two braces open that are no place
     */
    public static TemplateText parse(List<String> lines, int from, int to) {
        int first = from;
        int end = to;
        while (first < end && lines.get(first).isBlank()) {
            first++;
        }
        while (end > first && lines.get(end - 1).isBlank()) {
            end--;
        }
        if (first == end) {
            throw new IllegalArgumentException("line " + from + ": there is no text below this heading");
        }
        String source = String.join("\n", lines.subList(first, end));
        return new TemplateText(source, pieces(source, first + 1));
    }

    private static List<Piece> pieces(String source, int firstLine) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PLACE.matcher(source);
        int done = 0;
        int open = source.indexOf(OPEN);
        while (open >= 0) {
            if (!matcher.region(open, source.length()).lookingAt()) {
                long line = firstLine
                        + source.substring(0, open)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw new IllegalArgumentException(
                        "line " + line + ": \"{{\" begins a place such as {{seed}}, and nothing else");
            }
            pieces.add(new Piece(source.substring(done, open), false));
            pieces.add(new Piece(matcher.group(1), true));
            done = matcher.end();
            open = source.indexOf(OPEN, done);
        }
        pieces.add(new Piece(source.substring(done), false));
        return pieces;
    }

    /** Returns the text with its places as they were written. */
    public String source() {
        return source;
    }

    /** Returns the names of the places. */
    public Set<String> variables() {
        Set<String> names = new TreeSet<>();
        for (Piece piece : pieces) {
            if (piece.place()) {
                names.add(piece.text());
            }
        }
        return names;
    }

    /** Returns the text with the values in their places; there is a value for each place. */
    public String render(Map<String, String> values) {
        StringBuilder text = new StringBuilder(source.length() + 256);
        for (Piece piece : pieces) {
            text.append(piece.place() ? Objects.requireNonNull(values.get(piece.text())) : piece.text());
        }
        return text.toString();
    }
}
