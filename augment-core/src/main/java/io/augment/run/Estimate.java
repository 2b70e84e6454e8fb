package io.augment.run;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predicts what a run will ask of models and what that costs, stage by stage, each figure with a range.
 *
 * <p>The figures are counted on the requests that the stages would send, with nothing sent. Lengths of prompts are known
 * up to the tokenizer; lengths of replies, and how many records get as far as a stage, are guesses from the seeds.
 *
 * @param seeds rows of the source that can be read
 * @param looked how many of these were looked at; the figures are scaled from them
 * @param stages the stages that call a model, one entry for each model, in order
 */
public record Estimate(long seeds, long looked, List<Stage> stages) {
    /** Creates an estimate. */
    public Estimate {
        stages = List.copyOf(stages);
    }

    /**
     * Predicts what one stage asks of one model.
     *
     * @param stage name of the stage
     * @param model identity of the model
     * @param requests attempts, without those that a failing server makes necessary
     * @param promptTokens prompt tokens
     * @param completionTokens completion tokens
     * @param costUsd money in US dollars; null where no price is known
     * @param milliseconds time that the stage's requests take at the run's concurrency and the model's rates, were they the
     *     only ones; null where no request was timed
     */
    public record Stage(
            String stage,
            String model,
            Range requests,
            Range promptTokens,
            Range completionTokens,
            @Nullable Money costUsd,
            @Nullable Range milliseconds) {}

    /** Holds a number that is not known exactly. */
    public record Range(long low, long expected, long high) {
        /** Nothing. */
        public static final Range NONE = new Range(0, 0, 0);

        /** Returns the sum of two ranges. */
        public Range plus(Range other) {
            return new Range(low + other.low, expected + other.expected, high + other.high);
        }
    }

    /** Holds an amount in US dollars that is not known exactly. */
    public record Money(BigDecimal low, BigDecimal expected, BigDecimal high) {
        /** Nothing. */
        public static final Money NONE = new Money(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        /** Returns the sum of two amounts. */
        public Money plus(Money other) {
            return new Money(low.add(other.low), expected.add(other.expected), high.add(other.high));
        }
    }

    /** Returns the requests of all stages. */
    public Range requests() {
        return stages.stream().map(Stage::requests).reduce(Range.NONE, Range::plus);
    }

    /** Returns the prompt tokens of all stages. */
    public Range promptTokens() {
        return stages.stream().map(Stage::promptTokens).reduce(Range.NONE, Range::plus);
    }

    /** Returns the completion tokens of all stages. */
    public Range completionTokens() {
        return stages.stream().map(Stage::completionTokens).reduce(Range.NONE, Range::plus);
    }

    /** Returns the time of all stages in milliseconds; null when that of a stage is not known. */
    public @Nullable Range milliseconds() {
        Range sum = Range.NONE;
        for (Stage stage : stages) {
            Range time = stage.milliseconds();
            if (time == null) {
                return null;
            }
            sum = sum.plus(time);
        }
        return sum;
    }

    /** Returns the money of all stages; null when a model that is used has no known price. */
    public @Nullable Money costUsd() {
        Money sum = Money.NONE;
        for (Stage stage : stages) {
            Money cost = stage.costUsd();
            if (cost == null) {
                return null;
            }
            sum = sum.plus(cost);
        }
        return sum;
    }
}
