package io.augment.examples;

import io.augment.expand.InstructionExpander;
import io.augment.export.Export;
import io.augment.filter.Filters;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.refine.InstructionRefiner;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import io.augment.task.TaskClassifier;
import java.nio.file.Path;

/** Makes a training set by rules: no model, no key, no network. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs with a file of seeds and a directory for the training files. */
    public static void main(String[] args) {
        RunReport report = run(Path.of(args[0]), Path.of(args[1]));
        System.out.println(report.read() + " seeds became " + report.kept() + " rows in " + args[1]);
    }

    static RunReport run(Path seeds, Path out) {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .classify(TaskClassifier.builtIn())
                .expand(InstructionExpander.rules().perSeed(2))
                .refine(InstructionRefiner.rules())
                .filter(Filters.exactDuplicates())
                .generate(PairGenerator.existing())
                .judge(QualityJudge.rules(), Threshold.atLeast(0.5))
                .build();
        Export export = Export.to(out).alpaca().openAi();
        return pipeline.run(Source.files(seeds), export, RunDirectory.at(out.resolve("run")));
    }
}
