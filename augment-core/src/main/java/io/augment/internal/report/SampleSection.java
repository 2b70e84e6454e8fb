package io.augment.internal.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a few rows: the seed, the steps, and the row that came of it. */
final class SampleSection {
    private static final int LONGEST_ID = 80;

    private SampleSection() {}

    static void write(Html html, Samples samples) {
        List<Row> rows = samples.chosen();
        if (rows.isEmpty()) {
            return;
        }
        html.open("section").leaf("h2", "Samples");
        html.leaf(
                "p", "Drawn at random, a few of each language; the same rows give the same samples.", "class", "soft");
        for (Row row : rows) {
            sample(html, row, samples.seedOf(row));
        }
        html.close();
    }

    private static void sample(Html html, Row row, @Nullable Row seed) {
        html.open("article", "class", "sample");
        html.open("p", "class", "tags");
        html.leaf("code", Texts.cut(row.id(), LONGEST_ID));
        tag(html, row.task());
        tag(html, row.language());
        if (!Double.isNaN(row.score())) {
            tag(html, "score " + Numbers.score(row.score()));
        }
        html.close();
        html.open("div", "class", row.isSeed() ? "one" : "pair");
        if (!row.isSeed()) {
            html.open("div").leaf("h3", "Seed");
            if (seed == null) {
                html.leaf(
                        "p",
                        "The seed " + Texts.cut(String.valueOf(row.seedId()), LONGEST_ID)
                                + " is not in the files of this run.",
                        "class",
                        "soft");
            } else {
                texts(html, seed);
            }
            html.close();
        }
        html.open("div").leaf("h3", row.isSeed() ? "Row, itself a seed" : "Row");
        texts(html, row);
        html.close().close();
        way(html, row);
        html.close();
    }

    private static void tag(Html html, String text) {
        if (!text.isEmpty()) {
            html.leaf("span", text, "class", "tag");
        }
    }

    private static void texts(Html html, Row row) {
        text(html, "Instruction", row.text(), row.language());
        text(html, "Input", row.input(), row.language());
        text(html, "Response", row.response(), row.language());
    }

    private static void text(Html html, String name, String text, String language) {
        if (text.isEmpty()) {
            return;
        }
        html.leaf("p", name, "class", "soft name");
        if (language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
            html.leaf("p", text, "class", "words", "dir", "auto", "lang", language);
        } else {
            html.leaf("p", text, "class", "words", "dir", "auto");
        }
    }

    private static void way(Html html, Row row) {
        html.open("ol", "class", "way");
        html.open("li").leaf("strong", "seed");
        html.leaf("span", row.origin(), "class", "soft").close();
        for (Row.Step step : row.steps()) {
            html.open("li").leaf("strong", step.stage());
            html.leaf("span", detail(step), "class", "soft").close();
        }
        html.close();
    }

    private static String detail(Row.Step step) {
        StringBuilder detail = new StringBuilder(step.by());
        if (!step.model().isEmpty()) {
            detail.append(" · ").append(step.model());
        }
        if (!step.promptId().isEmpty()) {
            detail.append(" · prompt ").append(step.promptId());
        }
        if (step.costUsd() != null) {
            detail.append(" · ").append(Texts.cut(Numbers.money(step.costUsd()), LONGEST_ID));
        }
        return detail.toString();
    }
}
