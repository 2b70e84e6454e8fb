package io.augment.internal.report;

import java.util.List;
import java.util.Locale;

/**
 * Draws bars and lines. Pictures stretch with the page and hold no text, which would shrink with them on a phone: labels stand
 * around them.
 */
public final class Pictures {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 100;

    private Pictures() {}

    /** A part of a bar: how it looks and how long it is, as a share of the whole width. */
    public record Part(String look, double share) {}

    /** Draws parts side by side in one bar. */
    public static void bar(Html html, String look, List<Part> parts) {
        begin(html, look, 10);
        double x = 0;
        for (Part part : parts) {
            double width = Math.max(0, part.share()) * WIDTH;
            if (width > 0) {
                rectangle(html, part.look(), x, 0, Math.max(width, 2), 10);
                x += width;
            }
        }
        html.close();
    }

    /** Draws columns of two parts each, the first one below; all values are counts. */
    static void columns(Html html, long[] lower, long[] upper, String lowerLook, String upperLook) {
        long most = 1;
        for (int i = 0; i < lower.length; i++) {
            most = Math.max(most, lower[i] + upper[i]);
        }
        begin(html, "columns", HEIGHT);
        double step = WIDTH / lower.length;
        for (int i = 0; i < lower.length; i++) {
            double low = HEIGHT * lower[i] / most;
            double up = HEIGHT * upper[i] / most;
            if (low > 0) {
                rectangle(html, lowerLook, i * step + step * 0.08, HEIGHT - low, step * 0.84, low);
            }
            if (up > 0) {
                rectangle(html, upperLook, i * step + step * 0.08, HEIGHT - low - up, step * 0.84, up);
            }
        }
        html.close();
    }

    /** Draws a line over an area, from left to right; values are shares of the height. */
    public static void line(Html html, String look, double[] values) {
        begin(html, "line " + look, HEIGHT);
        for (int i = 1; i < 4; i++) {
            String y = number(HEIGHT * i / 4);
            html.empty("line", "class", "grid", "x1", "0", "x2", number(WIDTH), "y1", y, "y2", y);
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            double x = values.length == 1 ? 0 : WIDTH * i / (values.length - 1);
            points.append(number(x))
                    .append(',')
                    .append(number(HEIGHT * (1 - values[i])))
                    .append(' ');
        }
        html.empty("polygon", "points", "0," + number(HEIGHT) + " " + points + number(WIDTH) + "," + number(HEIGHT));
        html.empty("polyline", "points", points.toString().trim());
        html.close();
    }

    private static void begin(Html html, String look, double height) {
        html.open(
                "svg",
                "class",
                look,
                "viewBox",
                "0 0 " + number(WIDTH) + " " + number(height),
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
    }

    private static void rectangle(Html html, String look, double x, double y, double width, double height) {
        html.empty(
                "rect",
                "class",
                look,
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(width),
                "height",
                number(height));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
