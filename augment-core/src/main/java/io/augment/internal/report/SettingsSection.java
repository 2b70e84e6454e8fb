package io.augment.internal.report;

import java.util.Map;

/** Lists what was configured. */
final class SettingsSection {
    private static final int LONGEST = 300;

    private static final Map<String, String> LABELS = Map.of(
            "concurrency", "Calls in flight at most",
            "seed", "Random seed",
            "budgetUsd", "Money cap",
            "budgetTokens", "Token cap",
            "budgetRequests", "Cap on requests",
            "budgetTime", "Time cap",
            "target", "Rows asked for",
            "targetPerTask", "Rows asked for per task type");

    private SettingsSection() {}

    static void write(Html html, RunRecord run) {
        html.open("section")
                .leaf("h2", "Settings")
                .open("table", "class", "settings")
                .open("tbody");
        row(html, "Source", run.source());
        run.settings().forEach((name, value) -> row(html, LABELS.getOrDefault(name, name), value(name, value)));
        for (RunRecord.Stage stage : run.stages()) {
            row(html, "Stage " + stage.name(), stage.by().isEmpty() ? "–" : stage.by());
        }
        html.close().close();
        html.leaf(
                "p",
                "Made from manifest.json, kept.jsonl, rejected.jsonl and failed.jsonl in the directory of this page.",
                "class",
                "soft");
        html.close();
    }

    private static String value(String name, String value) {
        if (name.equals("budgetUsd")) {
            return Numbers.money(value);
        }
        String grouped = name.equals("seed") ? value : HeadSection.group(value);
        return grouped == null ? value : grouped;
    }

    private static void row(Html html, String name, String value) {
        html.open("tr").leaf("th", Texts.cut(name, LONGEST), "scope", "row");
        html.leaf("td", Texts.cut(value, LONGEST)).close();
    }
}
