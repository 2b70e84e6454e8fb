package io.augment.pipeline;

import io.augment.export.Export;
import io.augment.internal.run.Delivery;
import io.augment.internal.run.Engine;
import io.augment.internal.run.Estimator;
import io.augment.internal.run.ExportDelivery;
import io.augment.internal.run.Gateway;
import io.augment.internal.run.Pilot;
import io.augment.internal.run.RunClock;
import io.augment.internal.run.RunSettings;
import io.augment.internal.run.StageSpec;
import io.augment.report.RunReportPage;
import io.augment.run.Estimate;
import io.augment.run.Preview;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns seeds into a training set. Immutable, reusable, and safe for use by many threads; each run needs a directory of its
 * own.
 *
 * <pre>{@code
 * AugmentationPipeline pipeline = AugmentationPipeline.builder()
 *     .expand(InstructionExpander.using(teacher).perSeed(4))
 *     .generate(PairGenerator.responses(teacher))
 *     .judge(QualityJudge.rubric(teacher), Threshold.atLeast(0.7))
 *     .build();
 * RunReport report = pipeline.run(Source.files(seeds), Export.to(out).alpaca());
 * }</pre>
 */
public sealed class AugmentationPipeline permits StreamingPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(AugmentationPipeline.class);

    private final List<StageSpec> stages;
    private final RunSettings settings;

    AugmentationPipeline(Draft draft) {
        this.stages = draft.stages();
        this.settings = draft.settings();
    }

    /** Starts a pipeline. */
    public static InstructionSteps<StreamingPipeline> builder() {
        return new InstructionSteps<>(new Draft(), StreamingPipeline::new);
    }

    /**
     * Runs the job; the rows are in the run directory's {@link RunDirectory#kept() kept} file, and its
     * {@link RunDirectory#report() report} shows how it went. Started again in the same
     * directory, it replays the replies that are there and goes on.
     *
     * <p>An interrupt of the calling thread cancels the run: it ends within seconds, with all that it has, and the flag is set
     * again.
     *
     * @throws io.augment.run.RunDirectoryInUseException if another run uses the directory
     * @throws io.augment.AugmentException if nothing can go on: a refused key, a source that cannot be read
     */
    public RunReport run(Source seeds, RunDirectory directory) {
        return run(seeds, Delivery.NONE, directory, Gateway.Mode.ONLINE);
    }

    /** Runs the job in the directory {@code run} below the export's. */
    public RunReport run(Source seeds, Export export) {
        return run(seeds, export, RunDirectory.at(export.directory().resolve("run")));
    }

    /** Does the same, and writes the rows to an export, each of whose files is read back and checked before this returns. */
    public RunReport run(Source seeds, Export export, RunDirectory directory) {
        try (ExportDelivery delivery = new ExportDelivery(export)) {
            return run(seeds, delivery, directory, Gateway.Mode.ONLINE);
        }
    }

    /**
     * Repeats a run from its ledger alone: no model is called, and the files come out byte for byte as they were. What the
     * ledger does not hold is not reached.
     *
     * @throws io.augment.run.RunDirectoryInUseException if a run uses the directory
     */
    public RunReport replay(Source seeds, RunDirectory directory) {
        return run(seeds, Delivery.NONE, directory, Gateway.Mode.REPLAY_ONLY);
    }

    /** Does the same, and writes the rows to an export, each of whose files is read back and checked before this returns. */
    public RunReport replay(Source seeds, Export export, RunDirectory directory) {
        try (ExportDelivery delivery = new ExportDelivery(export)) {
            return run(seeds, delivery, directory, Gateway.Mode.REPLAY_ONLY);
        }
    }

    /**
     * Runs the job again and asks anew for the records that failed; everything else is replayed. The files then hold the whole
     * run, those records included.
     *
     * @throws io.augment.run.RunDirectoryInUseException if another run uses the directory
     */
    public RunReport retryFailed(Source seeds, RunDirectory directory) {
        return run(seeds, Delivery.NONE, directory, Gateway.Mode.RETRY_FAILED);
    }

    /**
     * Predicts what a run over these seeds will ask of models, with nothing sent: all seeds are counted, and a sample of them
     * walks through the stages.
     *
     * @throws io.augment.source.SourceException if the source cannot be read
     */
    public Estimate estimate(Source seeds) {
        return new Estimator(StageSpec.forRun(stages), settings).estimate(seeds);
    }

    /**
     * Predicts the same, and the time, from a pilot: some records run for real, spread over the source, and what they ask is
     * scaled to all seeds. Their replies are paid for and go to the run directory's ledger, so that a run there does not pay
     * for them again.
     *
     * @param pilot how many records of the source to run; 20 or more for a good estimate
     * @throws IllegalArgumentException if {@code pilot} is below 1
     * @throws io.augment.run.RunDirectoryInUseException if a run uses the directory
     */
    public Estimate estimate(Source seeds, int pilot, RunDirectory directory) {
        if (pilot < 1) {
            throw new IllegalArgumentException("At least 1 record is needed for a pilot, but was " + pilot);
        }
        Pilot watch = Pilot.of(seeds);
        RunReport report = engine().trial(seeds, watch.spread(pilot), Long.MAX_VALUE, directory, watch);
        return watch.scaled(report, stages, settings.target(), settings.concurrency());
    }

    /** Does the same, and writes the rows to an export, each of whose files is read back and checked before this returns. */
    public RunReport retryFailed(Source seeds, Export export, RunDirectory directory) {
        try (ExportDelivery delivery = new ExportDelivery(export)) {
            return run(seeds, delivery, directory, Gateway.Mode.RETRY_FAILED);
        }
    }

    /**
     * Shows what each stage makes of the first records. Their replies are paid for and go to the run directory's ledger, so that
     * a run there does not pay for them again; nothing else is written.
     *
     * @param records how many records of the source to take
     * @throws IllegalArgumentException if {@code records} is below 1
     */
    public Preview preview(Source seeds, int records, RunDirectory directory) {
        if (records < 1) {
            throw new IllegalArgumentException("At least 1 record is needed for a preview, but was " + records);
        }
        Queue<Preview.Step> steps = new ConcurrentLinkedQueue<>();
        RunReport report = engine().trial(
                        seeds,
                        any -> true,
                        records,
                        directory,
                        (stage, before, after) -> steps.add(new Preview.Step(stage, before, after)));
        List<String> order = stages.stream().map(StageSpec::name).toList();
        List<Preview.Step> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.<Preview.Step>comparingInt(step -> order.indexOf(step.stage()))
                .thenComparing(step -> step.before().id()));
        return new Preview(sorted, report);
    }

    private RunReport run(Source seeds, Delivery delivery, RunDirectory directory, Gateway.Mode mode) {
        RunReport report = engine().run(seeds, delivery, directory, mode);
        try {
            RunReportPage.write(directory);
        } catch (RuntimeException e) {
            LOG.warn("The run is complete, but its report {} could not be written", directory.report(), e);
        }
        return report;
    }

    private Engine engine() {
        return new Engine(StageSpec.forRun(stages), settings, RunClock.SYSTEM);
    }

    List<StageSpec> stages() {
        return stages;
    }

    RunSettings settings() {
        return settings;
    }
}
