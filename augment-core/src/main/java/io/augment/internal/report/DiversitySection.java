package io.augment.internal.report;

import io.augment.filter.Diversity;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Compares how varied the seeds are and the kept rows, on samples of one size. */
final class DiversitySection {
    private static final int FEWEST = 2;

    private DiversitySection() {}

    static void write(Html html, Findings findings) {
        int kept = findings.keptSample().size();
        if (kept < FEWEST) {
            return;
        }
        int seeds = findings.seedSample().size();
        int size = seeds < FEWEST ? kept : Math.min(seeds, kept);
        Diversity after = Diversity.of(findings.keptSample().first(size).stream());
        Diversity before = seeds < FEWEST ? null : Diversity.of(findings.seedSample().first(size).stream());
        html.open("section").leaf("h2", "Diversity");
        html.leaf(
                "p",
                "Of " + Numbers.count(size) + (before == null ? " kept rows." : " seeds and as many kept rows.")
                        + " Distinct-n is the share of different runs of n words; similarity is the mean ROUGE-L of pairs of"
                        + " instructions: the lower, the more varied.",
                "class",
                "legend");
        html.open("table").open("thead").open("tr");
        html.leaf("th", "Measure", "scope", "col");
        if (before != null) {
            html.leaf("th", "Seeds", "scope", "col", "class", "number");
        }
        html.leaf("th", "Kept", "scope", "col", "class", "number");
        html.close().close().open("tbody");
        row(html, "Distinct-1", before, after, 3, Diversity::distinct1);
        row(html, "Distinct-2", before, after, 3, Diversity::distinct2);
        row(html, "Distinct-3", before, after, 3, Diversity::distinct3);
        row(html, "Mean similarity", before, after, 3, Diversity::meanSimilarity);
        row(
                html,
                "Words of an instruction, mean",
                before,
                after,
                1,
                set -> set.instructionWords().mean());
        row(html, "Words of a response, mean", before, after, 1, DiversitySection::responseWords);
        row(html, "Task types", before, after, 0, set -> set.tasks().size());
        row(html, "Task entropy, bits", before, after, 2, Diversity::taskEntropy);
        html.close().close().close();
    }

    private static double responseWords(Diversity set) {
        Diversity.Lengths words = set.responseWords();
        return words == null ? Double.NaN : words.mean();
    }

    private static void row(
            Html html,
            String name,
            @Nullable Diversity before,
            Diversity after,
            int digits,
            ToDoubleFunction<Diversity> value) {
        html.open("tr").leaf("th", name, "scope", "row");
        if (before != null) {
            html.leaf("td", text(value.applyAsDouble(before), digits), "class", "number");
        }
        html.leaf("td", text(value.applyAsDouble(after), digits), "class", "number");
        html.close();
    }

    private static String text(double value, int digits) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
