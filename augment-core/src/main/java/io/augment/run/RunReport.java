package io.augment.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a run ended: what became of every record, what it cost, and what stopped it.
 *
 * <p>The numbers add up: {@code read + created = kept + rejected + failed + notReached}.
 *
 * @param read rows that were read from the source, unreadable ones included
 * @param kept rows that were delivered
 * @param stages each stage's account, in order
 * @param spend what each stage spent on each model
 * @param replayed replies that came from the ledger
 * @param paidAgain replies that were paid for although the ledger had one already; the engine's promise is 0
 * @param stoppedBy what ended the run
 * @param elapsed time from start to end
 * @param warnings sentences about what a user should know
 */
public record RunReport(
        long read,
        long kept,
        List<StageCount> stages,
        List<ModelSpend> spend,
        long replayed,
        long paidAgain,
        StopReason stoppedBy,
        Duration elapsed,
        List<String> warnings) {
    /** Creates a report. */
    public RunReport {
        stages = List.copyOf(stages);
        spend = List.copyOf(spend);
        warnings = List.copyOf(warnings);
    }

    /** Returns how many records the stages made beyond those that were read. */
    public long created() {
        return stages.stream().mapToLong(StageCount::created).sum();
    }

    /** Returns the rejected records by reason. */
    public Map<String, Long> rejected() {
        return byReason(StageCount::rejected);
    }

    /** Returns the failed records by reason. */
    public Map<String, Long> failed() {
        return byReason(StageCount::failed);
    }

    /** Returns the records that the end of the run left behind, by cap. */
    public Map<String, Long> notReached() {
        return byReason(StageCount::notReached);
    }

    /** Returns the attempts, repeated ones and those of earlier processes included. */
    public long requests() {
        return spend.stream().mapToLong(ModelSpend::requests).sum();
    }

    /** Returns the prompt tokens charged. */
    public long promptTokens() {
        return spend.stream().mapToLong(ModelSpend::promptTokens).sum();
    }

    /** Returns the completion tokens charged. */
    public long completionTokens() {
        return spend.stream().mapToLong(ModelSpend::completionTokens).sum();
    }

    /** Returns the money charged in US dollars; null when a model that was used has no known price. */
    public @Nullable BigDecimal costUsd() {
        BigDecimal sum = BigDecimal.ZERO;
        for (ModelSpend one : spend) {
            BigDecimal cost = one.costUsd();
            if (cost == null) {
                return null;
            }
            sum = sum.add(cost);
        }
        return sum;
    }

    private Map<String, Long> byReason(Function<StageCount, Map<String, Long>> counts) {
        Map<String, Long> sum = new TreeMap<>();
        for (StageCount stage : stages) {
            counts.apply(stage).forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        }
        return sum;
    }
}
