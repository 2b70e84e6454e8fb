package io.augment.evaluate;

import io.augment.Instruction;
import io.augment.internal.evaluate.CurveJson;
import io.augment.internal.evaluate.CurvePage;
import io.augment.internal.evaluate.CurveRun;
import io.augment.internal.evaluate.CurveSettings;
import io.augment.judge.Interval;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what came of training at several sizes of the seed set and amounts of augmentation, and what each cost.
 *
 * <p>The harness chooses the seeds and keeps what is done; the program's own {@link Trial} augments, trains and measures. A smaller seed
 * set is part of each larger one, so that points differ by what was added.
 *
 * <pre>{@code
 * LearningCurve curve = LearningCurve.over(Source.files(seeds))
 *     .sizes(50, 100, 200)
 *     .amounts(0, 2, 4)
 *     .measure(point -> {
 *         RunReport made = augment(point.seeds(), point.perSeed(), point.directory());
 *         ChatModel student = train(point.directory());
 *         EvaluationReport report = evaluate(student, point.directory());
 *         return new LearningCurve.Measured(report.labeled().student(), made.costUsd());
 *     }, RunDirectory.at(Path.of("curve")));
 * }</pre>
 *
 * @param points the points, by size and then by amount
 */
public record LearningCurve(List<Point> points) {
    /** Creates a curve. */
    public LearningCurve {
        points = List.copyOf(points);
    }

    /** Trains and measures at one point. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Augments, trains and measures.
         *
         * @throws Exception whatever went wrong; the harness stops with it, and goes on from here when it is started again
         */
        Measured measure(Setting setting) throws Exception;
    }

    /**
     * Says what to measure.
     *
     * @param seeds the seeds to start from
     * @param perSeed instructions to make from each seed; 0 for none
     * @param directory where the point's runs may keep what they pay for
     */
    public record Setting(List<Instruction> seeds, int perSeed, RunDirectory directory) {
        /** Creates a setting. */
        public Setting {
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * Says what was measured.
     *
     * @param score the figure that matters, such as the student's accuracy or win rate
     * @param costUsd all that the point cost, in US dollars; null where it is not known
     */
    public record Measured(Interval score, @Nullable BigDecimal costUsd) {
        /** Creates a measurement. */
        public Measured {
            Objects.requireNonNull(score, "score");
        }
    }

    /**
     * Holds a point of the curve.
     *
     * @param seeds number of seeds
     * @param perSeed instructions made from each
     * @param measured what came of it
     */
    public record Point(int seeds, int perSeed, Measured measured) {}

    /** Starts a harness over the seeds of a source. */
    public static Harness over(Source seeds) {
        return new Harness(CurveSettings.usual(seeds));
    }

    /** Returns the curve as one JSON object. */
    public String toJson() {
        return CurveJson.of(this);
    }

    /** Returns the curve as a page that stands by itself, light or dark as the reader has it. */
    public String toHtml() {
        return CurvePage.of(this);
    }

    /** Measures the points of a grid, one after the other. Immutable. */
    public static final class Harness {
        private final CurveSettings settings;

        private Harness(CurveSettings settings) {
            this.settings = settings;
        }

        /**
         * Sets the numbers of seeds; required.
         *
         * @throws IllegalArgumentException if one is below 1, or given twice
         */
        public Harness sizes(int... values) {
            return new Harness(settings.withSizes(values));
        }

        /**
         * Sets how many instructions are made from each seed; 0 alone unless set.
         *
         * @throws IllegalArgumentException if one is negative, or given twice
         */
        public Harness amounts(int... values) {
            return new Harness(settings.withAmounts(values));
        }

        /** Seeds the choice of seeds; 0 unless set. */
        public Harness seed(long value) {
            return new Harness(settings.withSeed(value));
        }

        /**
         * Measures each point that the directory does not have yet, each in a directory of its own below it, and writes {@code
         * curve.json} and {@code curve.html}.
         *
         * @throws IllegalStateException if no sizes were set
         * @throws IllegalArgumentException if there are fewer seeds than the largest size
         * @throws io.augment.AugmentException if a file cannot be read or written, the directory holds the points of other seeds, or the
         *     trial threw a checked exception, which is the cause
         */
        public LearningCurve measure(Trial trial, RunDirectory directory) {
            return new CurveRun(settings).measure(trial, directory);
        }
    }
}
