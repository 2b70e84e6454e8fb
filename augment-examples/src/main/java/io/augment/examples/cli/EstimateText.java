package io.augment.examples.cli;

import io.augment.run.Estimate;
import io.augment.run.Estimate.Money;
import io.augment.run.Estimate.Range;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Prints an estimate for people. */
final class EstimateText {
    private final PrintWriter out;

    EstimateText(PrintWriter out) {
        this.out = out;
    }

    void print(Estimate estimate, boolean piloted) {
        String seeds = Numbers.count(estimate.seeds(), "seed");
        if (estimate.stages().isEmpty()) {
            out.println(seeds + "; no model will be asked, so nothing is to pay.");
            return;
        }
        out.println("Estimate for " + seeds
                + (piloted
                        ? " by a pilot of " + Numbers.count(estimate.looked()) + ", whose replies are kept and paid"
                        : " (nothing was sent)"));
        out.println();
        row("stage", "requests", "tokens in", "tokens out", "cost", piloted ? "time" : "");
        for (Estimate.Stage stage : estimate.stages()) {
            row(
                    stage.stage(),
                    Numbers.count(stage.requests().expected()),
                    Numbers.count(stage.promptTokens().expected()),
                    Numbers.count(stage.completionTokens().expected()),
                    usd(stage.costUsd(), Money::expected),
                    time(stage.milliseconds(), Range::expected));
        }
        total("in all", estimate, Range::expected, Money::expected);
        total("at least", estimate, Range::low, Money::low);
        total("at most", estimate, Range::high, Money::high);
        if (estimate.costUsd() == null) {
            out.println();
            out.println("Give --price-in and --price-out, in US dollars per million tokens, to see the cost.");
        }
    }

    private void total(
            String name, Estimate estimate, ToLongFunction<Range> tokens, Function<Money, BigDecimal> money) {
        row(
                name,
                Numbers.count(tokens.applyAsLong(estimate.requests())),
                Numbers.count(tokens.applyAsLong(estimate.promptTokens())),
                Numbers.count(tokens.applyAsLong(estimate.completionTokens())),
                usd(estimate.costUsd(), money),
                time(estimate.milliseconds(), tokens));
    }

    private void row(String name, String requests, String in, String completion, String cost, String time) {
        out.println(String.format(
                        Locale.ROOT, "  %-12s %10s %14s %14s %12s %10s", name, requests, in, completion, cost, time)
                .stripTrailing());
    }

    /** Only what was timed is told. */
    private static String time(@Nullable Range milliseconds, ToLongFunction<Range> which) {
        if (milliseconds == null) {
            return "";
        }
        long seconds = Math.max(1, Math.round(which.applyAsLong(milliseconds) / 1000.0));
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min " + seconds % 60 + " s"
                        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static String usd(@Nullable Money money, Function<Money, BigDecimal> which) {
        return money == null
                ? "?"
                : "$" + which.apply(money).setScale(4, RoundingMode.UP).toPlainString();
    }
}
