package io.augment.internal.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws how fast the run went. */
final class RateSection {
    private static final int MOST_STEPS = 60;

    /** With fewer points a line shows nothing. */
    private static final int FEWEST_POINTS = 4;

    private RateSection() {}

    static void write(Html html, RunRecord run) {
        if (run.report() == null) {
            return;
        }
        List<RunRecord.Point> points = run.progress();
        html.open("section").leaf("h2", "Rate over time");
        if (points.size() < FEWEST_POINTS || duration(points) <= 0) {
            html.leaf("p", "The run was too short to show a rate over time.", "class", "soft")
                    .close();
            return;
        }
        html.open("div", "class", "charts");
        chart(html, points, "Rows kept per second", "kept", rates(points, RunRecord.Point::kept));
        chart(html, points, "Requests per second", "made", rates(points, RunRecord.Point::requests));
        chart(html, points, "Calls in flight", "in", levels(points));
        html.close().close();
    }

    private static double duration(List<RunRecord.Point> points) {
        return points.get(points.size() - 1).seconds() - points.get(0).seconds();
    }

    private static void chart(Html html, List<RunRecord.Point> points, String title, String look, double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        double top = roundUp(most);
        double[] shares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shares[i] = values[i] / top;
        }
        html.open("figure").leaf("figcaption", title);
        html.leaf("p", Numbers.plain(top), "class", "soft axis");
        Pictures.line(html, look, shares);
        html.open("p", "class", "ticks soft");
        html.leaf("span", "0 s");
        html.leaf("span", Numbers.plain(duration(points)) + " s").close();
        html.leaf("p", "At most " + Numbers.plain(most) + ".", "class", "hidden")
                .close();
    }

    /** Returns the growth per second of a count that grows, in even steps of time. */
    private static double[] rates(List<RunRecord.Point> points, ToDoubleFunction<RunRecord.Point> count) {
        int steps = steps(points);
        double width = duration(points) / steps;
        double[] rates = new double[steps];
        double before = at(points, count, points.get(0).seconds());
        for (int i = 0; i < steps; i++) {
            double after = at(points, count, points.get(0).seconds() + (i + 1) * width);
            rates[i] = Math.max(0, (after - before) / width);
            before = after;
        }
        return rates;
    }

    private static double[] levels(List<RunRecord.Point> points) {
        int steps = steps(points);
        double[] levels = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            levels[i] = at(points, RunRecord.Point::inFlight, points.get(0).seconds() + i * duration(points) / steps);
        }
        return levels;
    }

    private static int steps(List<RunRecord.Point> points) {
        return Math.min(MOST_STEPS, points.size() - 1);
    }

    /** Returns a value at a time, on the straight line between the points around it. */
    private static double at(List<RunRecord.Point> points, ToDoubleFunction<RunRecord.Point> value, double seconds) {
        RunRecord.Point before = points.get(0);
        for (RunRecord.Point point : points) {
            if (point.seconds() >= seconds) {
                double width = point.seconds() - before.seconds();
                double share = width <= 0 ? 1 : (seconds - before.seconds()) / width;
                return value.applyAsDouble(before) + share * (value.applyAsDouble(point) - value.applyAsDouble(before));
            }
            before = point;
        }
        return value.applyAsDouble(before);
    }

    /** Returns the next number of the form 1, 2 or 5 times a power of ten; 1 for nothing. */
    static double roundUp(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 5}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
