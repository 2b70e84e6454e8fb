package io.augment.internal.run;

import io.augment.Example;
import io.augment.chat.ModelInfo;
import io.augment.internal.ledger.Charge;
import io.augment.run.Estimate;
import io.augment.run.RunReport;
import io.augment.run.Target;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the first seeds of a run ask of models, and scales it to all of them. Safe for use by many threads while it
 * watches.
 */
public final class Pilot implements StageObserver {
    private final Map<Place, Sum> sums = new LinkedHashMap<>();

    /** A stage and a model that it asks. */
    private record Place(String stage, String model) {}

    /** What adds up at one place. */
    private static final class Sum {
        private long requests;
        private long promptTokens;
        private long completionTokens;
        private @Nullable BigDecimal usd = BigDecimal.ZERO;
    }

    @Override
    public void worked(String stage, Example before, List<Example> after) {}

    @Override
    public synchronized void replied(String stage, ModelInfo model, Charge charge) {
        Sum sum = sums.computeIfAbsent(new Place(stage, model.identity()), place -> new Sum());
        sum.requests++;
        sum.promptTokens += charge.promptTokens();
        sum.completionTokens += charge.completionTokens();
        BigDecimal money = charge.usd();
        sum.usd = sum.usd == null || money == null ? null : sum.usd.add(money);
    }

    /**
     * Returns the estimate for the whole source.
     *
     * @param report how the pilot ended
     * @param stages the pipeline's stages, whose order the estimate keeps
     */
    public synchronized Estimate scaled(
            Source source, RunReport report, List<StageSpec> stages, @Nullable Target target) {
        long seeds = seeds(source);
        long looked = Math.max(1, Math.min(seeds, report.read()));
        double scale = (double) seeds / looked;
        for (StageSpec stage : stages) {
            if (stage instanceof StageSpec.Sample sample) {
                scale = Math.min(scale, Math.max(1, (double) sample.number() / looked));
            }
        }
        if (target != null && report.kept() > 0) {
            scale = (double) target.accepted() / report.kept();
        }
        // The mean of n seeds strays from that of all seeds by about its spread divided by the root of n.
        double doubt = looked >= seeds ? 0 : 1 / Math.sqrt(looked);
        double low = scale * Math.max(0, 1 - doubt);
        double high = scale * (1 + 2 * doubt);
        List<String> order = stages.stream().map(StageSpec::name).toList();
        List<Map.Entry<Place, Sum>> entries = new ArrayList<>(sums.entrySet());
        entries.sort((a, b) -> Integer.compare(
                order.indexOf(a.getKey().stage()), order.indexOf(b.getKey().stage())));
        List<Estimate.Stage> figures = new ArrayList<>();
        for (Map.Entry<Place, Sum> entry : entries) {
            Sum sum = entry.getValue();
            BigDecimal usd = sum.usd;
            figures.add(new Estimate.Stage(
                    entry.getKey().stage(),
                    entry.getKey().model(),
                    range(sum.requests, low, scale, high),
                    range(sum.promptTokens, low, scale, high),
                    range(sum.completionTokens, low, scale, high),
                    usd == null ? null : new Estimate.Money(times(usd, low), times(usd, scale), times(usd, high))));
        }
        return new Estimate(seeds, looked, figures);
    }

    private static long seeds(Source source) {
        long seeds = 0;
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                seeds += row instanceof SourceRow.Seed ? 1 : 0;
            }
        }
        return seeds;
    }

    private static Estimate.Range range(long number, double low, double expected, double high) {
        return new Estimate.Range(Math.round(number * low), Math.round(number * expected), Math.round(number * high));
    }

    private static BigDecimal times(BigDecimal usd, double factor) {
        return usd.multiply(BigDecimal.valueOf(factor), MathContext.DECIMAL64);
    }
}
