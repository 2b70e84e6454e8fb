package io.augment.internal.report;

import io.augment.internal.format.Json;
import io.augment.run.RunDirectory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how the judge compares with people, where the run directory holds a calibration. */
final class CalibrationSection {
    private static final String FILE = "calibration.json";
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("agreement", "Agreement with people"),
            Map.entry("kappa", "Cohen's kappa (1: always, 0: as by chance)"),
            Map.entry("rankCorrelation", "Rank correlation with people's scores"),
            Map.entry("singleOrderAgreement", "Agreement of each order by itself"),
            Map.entry("orderConsistency", "Both orders agree"),
            Map.entry("positionBias", "Prefers what is shown first (0.5: no bias)"),
            Map.entry("lengthBias", "Length bias (0: none)"),
            Map.entry("longerPreferred", "Prefers the longer answer"),
            Map.entry("precision", "Precision at the chosen threshold"),
            Map.entry("recall", "Recall at the chosen threshold"));

    private CalibrationSection() {}

    /** Reads the calibration of a run, or returns null where there is none. */
    static Json.@Nullable Obj read(RunDirectory directory) {
        return RunJson.read(directory, FILE, "calibration");
    }

    static void write(Html html, Json.@Nullable Obj calibration) {
        if (calibration == null || !(calibration.get("figures") instanceof Json.Obj figures)) {
            return;
        }
        html.open("section").leaf("h2", "The judge against people");
        String threshold = number(calibration.get("threshold"));
        html.leaf(
                "p",
                number(calibration.get("judged")) + " gold rows judged, " + number(calibration.get("unscored"))
                        + " unscored, " + number(calibration.get("ties")) + " ties"
                        + (threshold.isEmpty() ? "." : "; chosen threshold " + threshold + ".")
                        + " Intervals of 95%.",
                "class",
                "soft");
        html.open("table").open("thead").open("tr").leaf("th", "Figure", "scope", "col");
        html.leaf("th", "Value", "scope", "col", "class", "number");
        html.leaf("th", "From", "scope", "col", "class", "number");
        html.leaf("th", "To", "scope", "col", "class", "number").close().close().open("tbody");
        figures.values().forEach((name, value) -> {
            if (value instanceof Json.Obj figure) {
                html.open("tr").leaf("th", MEANINGS.getOrDefault(name, name), "scope", "row");
                for (String part : new String[] {"value", "low", "high"}) {
                    html.leaf("td", number(figure.get(part)), "class", "number");
                }
                html.close();
            }
        });
        html.close().close().close();
    }

    private static String number(@Nullable Json value) {
        return value instanceof Json.Literal number && !number.value().equals("null") ? number.value() : "";
    }
}
