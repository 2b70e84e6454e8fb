package io.augment.internal.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well-formed XML too. Texts and attributes are escaped always; only literals of this package name elements.
 */
public final class Html {
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    public Html open(String element, String... attributes) {
        begin(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** Writes an element without content. */
    public Html empty(String element, String... attributes) {
        begin(element, attributes);
        out.append("/>");
        return this;
    }

    /** Writes an element that holds a text. */
    public Html leaf(String element, String text, String... attributes) {
        begin(element, attributes);
        out.append('>');
        Texts.escape(text, out);
        out.append("</").append(element).append(">\n");
        return this;
    }

    /** Writes a text. */
    public Html text(String text) {
        Texts.escape(text, out);
        return this;
    }

    /** Writes the style sheet, which stands in the page as it is. */
    Html style(String css) {
        out.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    private void begin(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            Texts.escape(attributes[i + 1], out);
            out.append('"');
        }
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Not closed: " + open);
        }
        return out.toString();
    }
}
