package io.augment.internal.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows how the judge scored the kept and the rejected rows. */
final class ScoreSection {
    private ScoreSection() {}

    static void write(Html html, Scores scores) {
        if (scores.isEmpty()) {
            return;
        }
        html.open("section").leaf("h2", "Scores");
        html.open("p", "class", "legend");
        Legend.key(html, "kept", "kept rows, " + mean(scores.kept()));
        Legend.key(html, "rejected", "rejected rows, " + mean(scores.rejected()));
        html.close();
        html.open("div", "class", "pair");
        histogram(html, scores);
        dimensions(html, scores);
        html.close().close();
    }

    private static String mean(Scores.Group group) {
        String unscored = group.unscored() == 0 ? "" : ", " + Numbers.count(group.unscored()) + " without a score";
        return group.mean().count() == 0
                ? "none scored" + unscored
                : "mean " + Numbers.score(group.mean().value()) + unscored;
    }

    private static void histogram(Html html, Scores scores) {
        long[] kept = new long[Scores.BINS];
        long[] rejected = new long[Scores.BINS];
        long most = 0;
        for (int i = 0; i < Scores.BINS; i++) {
            kept[i] = scores.kept().bin(i);
            rejected[i] = scores.rejected().bin(i);
            most = Math.max(most, kept[i] + rejected[i]);
        }
        html.open("figure");
        html.leaf("p", "up to " + Numbers.count(most, "row", "rows"), "class", "soft axis");
        Pictures.columns(html, kept, rejected, "kept", "rejected");
        html.open("p", "class", "ticks soft", "aria-hidden", "true");
        for (String tick : List.of("0", "0.2", "0.4", "0.6", "0.8", "1")) {
            html.leaf("span", tick);
        }
        html.close();
        html.open("details").leaf("summary", "Numbers").open("table");
        html.open("thead").open("tr").leaf("th", "Score", "scope", "col");
        html.leaf("th", "Kept", "scope", "col", "class", "number");
        html.leaf("th", "Rejected", "scope", "col", "class", "number")
                .close()
                .close()
                .open("tbody");
        for (int i = 0; i < Scores.BINS; i++) {
            String range = String.format(Locale.ROOT, "%.1f to %.1f", i / 10.0, (i + 1) / 10.0);
            html.open("tr").leaf("th", range, "scope", "row");
            html.leaf("td", Numbers.count(kept[i]), "class", "number");
            html.leaf("td", Numbers.count(rejected[i]), "class", "number").close();
        }
        html.close().close().close().close();
    }

    private static void dimensions(Html html, Scores scores) {
        Set<String> names = new LinkedHashSet<>(scores.kept().dimensions().keySet());
        names.addAll(scores.rejected().dimensions().keySet());
        if (names.isEmpty()) {
            return;
        }
        html.open("table", "class", "mix").open("thead").open("tr");
        html.leaf("th", "Dimension, mean", "scope", "col");
        html.open("th", "scope", "col", "class", "wide")
                .leaf("span", "Means", "class", "hidden")
                .close();
        html.leaf("th", "Kept", "scope", "col", "class", "number");
        html.leaf("th", "Rejected", "scope", "col", "class", "number");
        html.close().close().open("tbody");
        for (String name : new ArrayList<>(names)) {
            double kept = value(scores.kept().dimensions().get(name));
            double rejected = value(scores.rejected().dimensions().get(name));
            html.open("tr").leaf("th", name, "scope", "row").open("td", "class", "wide");
            Pictures.bar(html, "bar thin", List.of(new Pictures.Part("kept", Double.isNaN(kept) ? 0 : kept)));
            Pictures.bar(
                    html, "bar thin", List.of(new Pictures.Part("rejected", Double.isNaN(rejected) ? 0 : rejected)));
            html.close();
            html.leaf("td", Numbers.score(kept), "class", "number");
            html.leaf("td", Numbers.score(rejected), "class", "number").close();
        }
        html.close().close();
    }

    private static double value(Scores.@Nullable Mean mean) {
        return mean == null ? Double.NaN : mean.value();
    }
}
