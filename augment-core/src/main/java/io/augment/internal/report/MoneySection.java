package io.augment.internal.report;

import io.augment.run.ModelSpend;
import io.augment.run.RunReport;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists money and tokens by stage and model. */
final class MoneySection {
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 80;

    private MoneySection() {}

    static void write(Html html, RunRecord run) {
        RunReport report = run.report();
        if (report == null) {
            return;
        }
        html.open("section").leaf("h2", "Money and tokens");
        if (report.spend().isEmpty()) {
            html.leaf("p", "No model was called: this run cost nothing.", "class", "soft")
                    .close();
            return;
        }
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Money and tokens");
        html.open("table", "class", "spend").open("thead").open("tr");
        html.leaf("th", "Stage", "scope", "col").leaf("th", "Model", "scope", "col");
        for (String name : List.of("Requests", "Prompt tokens", "Reply tokens", "Cost", "Per kept row")) {
            html.leaf("th", name, "scope", "col", "class", "number");
        }
        html.close().close().open("tbody");
        List<ModelSpend> spend = report.spend();
        for (ModelSpend one : spend.subList(0, Math.min(MOST, spend.size()))) {
            html.open("tr").leaf("th", Texts.cut(one.stage(), LONGEST_NAME), "scope", "row");
            html.leaf("td", Texts.cut(one.model(), LONGEST_NAME), "class", "model");
            numbers(html, one.requests(), one.promptTokens(), one.completionTokens(), one.costUsd(), report.kept());
            html.close();
        }
        html.close().open("tfoot").open("tr");
        html.leaf("th", "All", "scope", "row", "colspan", "2");
        numbers(
                html,
                report.requests(),
                report.promptTokens(),
                report.completionTokens(),
                report.costUsd(),
                report.kept());
        html.close().close().close().close();
        html.leaf(
                "p",
                "Requests count every attempt, also those of earlier processes of this run. Replies from the ledger cost"
                        + " nothing and are not counted.",
                "class",
                "soft");
        html.close();
    }

    private static void numbers(
            Html html, long requests, long prompt, long completion, @Nullable BigDecimal cost, long kept) {
        number(html, "Requests", Numbers.count(requests));
        number(html, "Prompt tokens", Numbers.count(prompt));
        number(html, "Reply tokens", Numbers.count(completion));
        number(html, "Cost", Numbers.money(cost));
        String each = cost != null && kept == 0 ? "–" : Numbers.money(Numbers.each(cost, kept));
        number(html, "Per kept row", each);
    }

    /** The label stands before the number where the page is too narrow for a table. */
    private static void number(Html html, String label, String number) {
        html.leaf("td", number, "class", "number", "data-label", label);
    }
}
