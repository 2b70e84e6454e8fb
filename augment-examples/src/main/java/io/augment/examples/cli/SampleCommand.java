package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Conversion;
import io.augment.export.ExportFormat;
import io.augment.source.Source;
import io.augment.task.TaskSample;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Draws a sample with a given mix of task types. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Draws a sample with a given mix of task types; no record is taken twice.",
        footer = {"", "Example: augment sample --in seeds.jsonl --out balanced.jsonl --n 500 --mix uniform"})
final class SampleCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final TaskOptions tasks = new TaskOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Mixin
    private final MixOptions mix = new MixOptions();

    @Option(
            names = "--format",
            defaultValue = "augment",
            paramLabel = "NAME",
            description = "Format of the file; augment, which keeps every field, unless given.")
    private String format = "augment";

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "N",
            description = "Number that all random choices start from; 0 unless given.")
    private long seed;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        ExportFormat to = OutputOptions.format(format, command);
        RunWatch watch = new RunWatch(main.terminal());
        TaskSample sample;
        try (TypedRecords records = new TypedRecords(tasks, mix.taskField(), watch)) {
            sample = mix.sampler().draw(records, seed);
        }
        watch.end(null);
        Conversion.Result result =
                Conversion.of(Source.of(sample.taken())).to(out, to).run();
        PlanReport report = new PlanReport(sample.plan());
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("file", out.toString());
            object.put("written", result.rows());
            report.write(object);
            main.terminal().out().println(object);
        } else {
            main.terminal().out().println(Numbers.count(result.rows(), "row") + " written to " + out + ".\n");
            report.print(main.terminal().out());
        }
        return ExitStatus.DONE;
    }
}
