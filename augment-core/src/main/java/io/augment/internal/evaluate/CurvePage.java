package io.augment.internal.evaluate;

import io.augment.evaluate.LearningCurve;
import io.augment.internal.report.Html;
import io.augment.internal.report.Numbers;
import io.augment.internal.report.Page;
import io.augment.internal.report.Pictures;
import io.augment.judge.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows a learning curve to people. */
public final class CurvePage {
    private CurvePage() {}

    /** Returns the page. */
    public static String of(LearningCurve curve) {
        return Page.framed("Learning curve", html -> {
            html.open("header").leaf("p", "augment · learning curve", "class", "kicker");
            html.leaf("h1", "What more seeds, and more made from each, bring");
            html.leaf(
                    "p",
                    Numbers.count(curve.points().size(), "point", "points")
                            + ", each trained and measured by itself. Intervals of 95%.",
                    "class",
                    "lead");
            html.close();
            lines(html, curve);
            table(html, curve);
        });
    }

    private static void lines(Html html, LearningCurve curve) {
        Map<Integer, List<LearningCurve.Point>> byAmount = new TreeMap<>();
        double most = 0;
        for (LearningCurve.Point point : curve.points()) {
            byAmount.computeIfAbsent(point.perSeed(), amount -> new ArrayList<>())
                    .add(point);
            most = Math.max(most, Math.abs(point.measured().score().value()));
        }
        double scale = most > 0 && Double.isFinite(most) ? most : 1;
        html.open("section").leaf("h2", "Score by number of seeds");
        html.open("div", "class", "charts");
        byAmount.forEach((amount, points) -> {
            html.open("div").leaf("h3", amount == 0 ? "Seeds alone" : amount + " made from each seed");
            Pictures.line(
                    html,
                    amount == 0 ? "in" : "kept",
                    points.stream()
                            .mapToDouble(point -> Math.max(
                                    0, zeroIfNone(point.measured().score().value()) / scale))
                            .toArray());
            html.open("p", "class", "ticks");
            points.forEach(point -> html.leaf("span", Numbers.count(point.seeds())));
            html.close().close();
        });
        html.close().close();
    }

    private static double zeroIfNone(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static void table(Html html, LearningCurve curve) {
        html.open("section").leaf("h2", "Points and what they cost");
        html.open("table").open("thead").open("tr").leaf("th", "Seeds", "scope", "col");
        for (String column : List.of("Made from each", "Score", "From", "To", "Cost")) {
            html.leaf("th", column, "scope", "col", "class", "number");
        }
        html.close().close().open("tbody");
        for (LearningCurve.Point point : curve.points()) {
            Interval score = point.measured().score();
            BigDecimal cost = point.measured().costUsd();
            html.open("tr").leaf("th", Numbers.count(point.seeds()), "scope", "row");
            for (String value : List.of(
                    Numbers.count(point.perSeed()),
                    three(score.value()),
                    three(score.low()),
                    three(score.high()),
                    Numbers.money(cost))) {
                html.leaf("td", value, "class", "number");
            }
            html.close();
        }
        html.close().close().close();
    }

    private static String three(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
