package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.InstructionPair;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Judges pairs. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Scores each row's response, by rules or by a model, and writes the rows with their verdicts.",
        footer = {
            "",
            "Without --min all rows that have a score are written; with it, those that reach it. The others are in the run",
            "directory's rejected.jsonl, each with its reason. The format is the native one, with score, defects and reason.",
            "",
            "Example: augment judge --in train.jsonl --out judged.jsonl --rules --min 0.5"
        })
final class JudgeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write, as JSON Lines.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Mixin
    private final JudgeOptions judging = new JudgeOptions();

    @Option(
            names = "--min",
            paramLabel = "X",
            converter = Numbers.Share.class,
            description = "Write only rows that score X (0 to 1) or more.")
    private @Nullable Double min;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RunWatch watch = new RunWatch(main.terminal());
        RunDirectory directory = judging.runDirectory(out);
        // A row without a response is judged as one with an empty response.
        PairGenerator rows = (instruction, context) -> {
            String response = instruction.response();
            return List.of(InstructionPair.of(instruction, response == null ? "" : response));
        };
        RunReport report;
        try (JudgeOptions.Judges judges = judging.judges()) {
            QualityJudge judge = judges.single();
            report = judging.settle(AugmentationPipeline.builder()
                            .generate(rows)
                            .judge(judge, Threshold.atLeast(min == null ? 0 : min)))
                    .listener(watch)
                    .build()
                    .run(input.source(), directory);
        }
        watch.end(directory.rejected().toString());
        Path target = out.toAbsolutePath();
        Files.copy(directory.kept(), target, StandardCopyOption.REPLACE_EXISTING);
        print(report);
        return ExitStatus.of(report.stoppedBy());
    }

    private void print(RunReport report) {
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("read", report.read());
            object.put("written", report.kept());
            ObjectNode rejected = object.putObject("rejected");
            report.rejected().forEach(rejected::put);
            object.put("requests", report.requests());
            object.put("costUsd", report.costUsd() == null ? null : ResultJson.plain(report.costUsd()));
            object.put("file", out.toString());
            main.terminal().out().println(object);
            return;
        }
        main.terminal()
                .out()
                .println(Numbers.count(report.read(), "row") + " judged, " + Numbers.count(report.kept())
                        + " written to " + out + ResultText.reasons(report.rejected()) + ".");
        report.warnings().forEach(main.terminal().out()::println);
    }
}
