package io.augment.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatModel;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a pipeline in a folder, holds its account to the rule, and makes its files again without a model. */
record PipelineCheck(Path folder) {
    /** The seeds of the quickstart. */
    private static final Path SEEDS =
            Path.of("..", "augment-examples", "src", "main", "resources", "seeds", "quickstart.jsonl");

    /** Runs the quickstart's stages as they are, with a model, on the first seeds of the quickstart's file. */
    RunReport quickstart(ChatModel model, int seeds) throws IOException {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .classify(TaskClassifier.builtIn())
                .expand(InstructionExpander.using(model).perSeed(2))
                .refine(InstructionRefiner.using(model))
                .filter(Filters.exactDuplicates())
                .generate(PairGenerator.responses(model))
                .judge(QualityJudge.rules(), Threshold.atLeast(0.1))
                .concurrency(4)
                .build();
        List<String> lines = Files.readAllLines(SEEDS);
        Path first = Files.write(folder.resolve("seeds.jsonl"), lines.subList(0, Math.min(seeds, lines.size())));
        return runAndReplay(pipeline, Source.files(first));
    }

    RunReport runAndReplay(AugmentationPipeline pipeline, Source seeds) throws IOException {
        RunDirectory directory = RunDirectory.at(folder.resolve("run"));
        RunReport report = pipeline.run(seeds, export(), directory);
        long ended = Stream.of(report.rejected(), report.failed(), report.notReached())
                .flatMap(reasons -> reasons.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        assertThat(report.read() + report.created()).isEqualTo(report.kept() + ended);
        List<Path> files = List.of(
                folder.resolve("out/alpaca.json"),
                folder.resolve("out/openai.jsonl"),
                directory.kept(),
                folder.resolve("run/rejected.jsonl"),
                folder.resolve("run/failed.jsonl"));
        List<String> before = contents(files);
        assertThat(before.get(0)).doesNotContain("<|").doesNotContain("\ufffd");
        assertThat(pipeline.replay(seeds, export(), directory).notReached()).isEmpty();
        assertThat(contents(files)).isEqualTo(before);
        return report;
    }

    private Export export() {
        return Export.to(folder.resolve("out")).alpaca().openAi();
    }

    private static List<String> contents(List<Path> files) throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.exists(file) ? Files.readString(file) : "");
        }
        return contents;
    }
}
