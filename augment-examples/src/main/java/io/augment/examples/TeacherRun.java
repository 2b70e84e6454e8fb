package io.augment.examples;

import io.augment.expand.InstructionExpander;
import io.augment.export.Export;
import io.augment.filter.Filters;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.openai.OpenAiChatModel;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.refine.InstructionRefiner;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.nio.file.Path;

/** Lets a model behind an OpenAI-compatible server do the work: OpenAI, DashScope, vLLM, llama.cpp, Ollama. */
public final class TeacherRun {
    private TeacherRun() {}

    /** Runs with a base URL, a model's name, a file of seeds and a directory for the training files. */
    public static void main(String[] args) {
        RunReport report = run(args[0], args[1], Path.of(args[2]), Path.of(args[3]));
        System.out.println(report.read() + " seeds became " + report.kept() + " rows by " + report.requests()
                + " requests; rejected " + report.rejected() + ", failed " + report.failed());
    }

    static RunReport run(String baseUrl, String model, Path seeds, Path out) {
        try (OpenAiChatModel teacher =
                OpenAiChatModel.fromEnv().baseUrl(baseUrl).model(model).build()) {
            AugmentationPipeline pipeline = AugmentationPipeline.builder()
                    .expand(InstructionExpander.using(teacher).perSeed(4))
                    .refine(InstructionRefiner.using(teacher))
                    .filter(Filters.nearDuplicates())
                    .generate(PairGenerator.responses(teacher))
                    .judge(QualityJudge.rubric(teacher), Threshold.atLeast(0.7))
                    .concurrency(64)
                    .build();
            Export export = Export.to(out).alpaca().shareGpt();
            return pipeline.run(Source.files(seeds), export, RunDirectory.at(out.resolve("run")));
        }
    }
}
