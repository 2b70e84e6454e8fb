package io.augment.internal.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splits one document into passages that overlap, at paragraphs, lines, sentences or words, in this order. */
final class Passages {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*\\s*");
    private static final List<String> SENTENCE_ENDS = List.of(". ", "! ", "? ", "。", "！", "？", "; ", "；");

    private final int length;
    private final int overlap;
    private final boolean markdown;
    private final StringBuilder text = new StringBuilder();
    private final List<String> headings = new ArrayList<>();
    private long textLine = 1;
    private long line;
    private int number;
    private boolean ended;
    private boolean fenced;
    /** A heading that was read and belongs to the next passage. */
    private @Nullable String pendingHeading;

    /** How much of the text the passage before had already. */
    private int repeated;

    Passages(int length, int overlap, boolean markdown) {
        this.length = length;
        this.overlap = overlap;
        this.markdown = markdown;
    }

    /**
     * A passage.
     *
     * @param number its number in the document, from 1
     * @param text its text
     * @param line line in which it begins, from 1
     * @param headings the headings above it, the outermost first
     */
    record Passage(int number, String text, long line, List<String> headings) {}

    /** Returns the number of the line that was read last. */
    long line() {
        return Math.max(line, 1);
    }

    @Nullable
    Passage next(BufferedReader reader) throws IOException {
        while (true) {
            boolean atHeading = load(reader);
            if (text.length() > length) {
                return cut(breakAt());
            }
            boolean somethingNew =
                    text.length() > repeated && !text.substring(repeated).isBlank();
            Passage passage = somethingNew ? passage(text.length()) : null;
            clear();
            if (atHeading) {
                takeHeading();
            }
            if (passage != null) {
                return passage;
            }
            if (ended && !atHeading) {
                return null;
            }
        }
    }

    /** Fills the text up to more than one passage; returns true where a heading ends it before. */
    private boolean load(BufferedReader reader) throws IOException {
        while (text.length() <= length && !ended && pendingHeading == null) {
            String next = reader.readLine();
            line++;
            if (next == null) {
                ended = true;
            } else if (isHeading(next)) {
                pendingHeading = next;
            } else {
                if (text.length() == 0) {
                    if (next.isBlank()) {
                        continue;
                    }
                    textLine = line;
                }
                text.append(next).append('\n');
            }
        }
        return text.length() <= length && pendingHeading != null;
    }

    private boolean isHeading(String candidate) {
        if (!markdown) {
            return false;
        }
        if (candidate.startsWith("```") || candidate.startsWith("~~~")) {
            fenced = !fenced;
        }
        return !fenced && HEADING.matcher(candidate).matches();
    }

    private void takeHeading() {
        String heading = pendingHeading;
        pendingHeading = null;
        if (heading == null) {
            return;
        }
        Matcher matcher = HEADING.matcher(heading);
        if (matcher.matches()) {
            int level = matcher.group(1).length();
            while (headings.size() >= level) {
                headings.remove(headings.size() - 1);
            }
            headings.add(matcher.group(2));
        }
    }

    /** Returns where the passage ends: at most {@code length}, behind what is repeated from the one before. */
    private int breakAt() {
        int least = Math.max(length / 2, repeated + 1);
        int paragraph = text.lastIndexOf("\n\n", length - 2);
        if (paragraph + 2 >= least) {
            return paragraph + 2;
        }
        int end = text.lastIndexOf("\n", length - 1) + 1;
        for (String mark : SENTENCE_ENDS) {
            end = Math.max(end, text.lastIndexOf(mark, length - mark.length()) + mark.length());
        }
        if (end >= least) {
            return end;
        }
        int word = text.lastIndexOf(" ", length - 1) + 1;
        if (word >= least) {
            return word;
        }
        return Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }

    private Passage cut(int end) {
        Passage passage = passage(end);
        int from = Math.max(end - overlap, 0);
        int word = text.indexOf(" ", from);
        if (from > 0 && word >= 0 && word + 1 < end) {
            from = word + 1;
        } else if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from++;
        }
        textLine += text.substring(0, from).chars().filter(c -> c == '\n').count();
        text.delete(0, from);
        repeated = end - from;
        return passage;
    }

    private Passage passage(int end) {
        return new Passage(++number, text.substring(0, end).strip(), textLine, List.copyOf(headings));
    }

    private void clear() {
        text.setLength(0);
        repeated = 0;
    }
}
