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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
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
        private long timed;
        private double seconds;
        private @Nullable ModelInfo model;
    }

    private final long seeds;
    private final long rows;

    private Pilot(long seeds, long rows) {
        this.seeds = seeds;
        this.rows = rows;
    }

    /** Prepares a pilot: counts what the source holds. */
    public static Pilot of(Source source) {
        long seeds = 0;
        long rows = 0;
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                seeds += row instanceof SourceRow.Seed ? 1 : 0;
                rows++;
            }
        }
        return new Pilot(seeds, rows);
    }

    /** Spreads so many rows over the source: one that is sorted is not judged by its first rows. */
    public LongPredicate spread(int number) {
        long all = Math.max(1, rows);
        return row -> row == 0 || row * number / all != (row - 1) * number / all;
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
        sum.model = model;
        sum.usd = sum.usd == null || money == null ? null : sum.usd.add(money);
    }

    @Override
    public synchronized void took(String stage, ModelInfo model, Duration time) {
        Sum sum = sums.computeIfAbsent(new Place(stage, model.identity()), place -> new Sum());
        sum.timed++;
        sum.seconds += time.toNanos() / 1e9;
    }

    /**
     * Returns the estimate for the whole source.
     *
     * @param report how the pilot ended
     * @param stages the pipeline's stages, whose order the estimate keeps
     * @param concurrency calls that the run may have under way at once
     */
    public synchronized Estimate scaled(
            RunReport report, List<StageSpec> stages, @Nullable Target target, int concurrency) {
        long looked = Math.max(1, Math.min(seeds, report.read()));
        double scale = (double) seeds / looked;
        for (StageSpec stage : stages) {
            if (stage instanceof StageSpec.Sample sample) {
                scale = Math.min(scale, Math.max(1, (double) sample.sampler().number() / looked));
            }
        }
        if (target != null && report.kept() > 0) {
            scale = (double) target.accepted() / report.kept();
        }
        // The mean of n seeds strays from that of all seeds by about its spread divided by the root of n.
        double doubt = looked >= seeds ? 0 : 1 / Math.sqrt((double) looked);
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
                    usd == null ? null : new Estimate.Money(times(usd, low), times(usd, scale), times(usd, high)),
                    time(sum, concurrency, low, scale, high)));
        }
        return new Estimate(seeds, looked, figures);
    }

    /** The time that the slots need, or that the model's rates allow, whichever is longer. */
    private static Estimate.@Nullable Range time(Sum sum, int concurrency, double low, double expected, double high) {
        ModelInfo model = sum.model;
        if (sum.timed == 0 || model == null) {
            return null;
        }
        double seconds = sum.seconds / sum.timed * sum.requests / concurrency;
        Integer requestsPerMinute = model.requestsPerMinute();
        if (requestsPerMinute != null) {
            seconds = Math.max(seconds, 60.0 * sum.requests / requestsPerMinute);
        }
        Long tokensPerMinute = model.tokensPerMinute();
        if (tokensPerMinute != null) {
            seconds = Math.max(seconds, 60.0 * (sum.promptTokens + sum.completionTokens) / tokensPerMinute);
        }
        return range(Math.round(seconds * 1000), low, expected, high);
    }

    private static Estimate.Range range(long number, double low, double expected, double high) {
        return new Estimate.Range(Math.round(number * low), Math.round(number * expected), Math.round(number * high));
    }

    private static BigDecimal times(BigDecimal usd, double factor) {
        return usd.multiply(BigDecimal.valueOf(factor), MathContext.DECIMAL64);
    }
}
