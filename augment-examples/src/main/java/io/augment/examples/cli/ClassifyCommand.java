package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Conversion;
import io.augment.export.ExportFormat;
import io.augment.pipeline.ClassifierDistillation;
import io.augment.pipeline.DistilledClassifier;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import io.augment.source.SourceRow;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskMapping;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Finds the task type of each record. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Finds the task type of each record and writes the records with it.",
        footer = {
            "",
            "Without --model nobody is asked: the built-in classifier, or one that train-classifier made, does the work.",
            "With --model NAME each record is one request. With --distill N the model labels N records only; a classifier",
            "learns from them, and the model is asked again where that one is not sure.",
            "",
            "Example: augment classify --in seeds.jsonl --out typed.jsonl",
            "Example: augment classify --in question.jsonl --out typed.jsonl --truth category --mapping mt-bench"
        })
final class ClassifyCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final TaskOptions tasks = new TaskOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--format",
            defaultValue = "augment",
            paramLabel = "NAME",
            description = "Format of the file; augment, which keeps every field, unless given.")
    private String format = "augment";

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--distill",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description =
                    "With --model: let it label N records, and let a classifier that learns from them do the rest.")
    private @Nullable Integer distill;

    @Option(
            names = "--doubt-below",
            defaultValue = "0.5",
            converter = Numbers.Share.class,
            paramLabel = "P",
            description = "With --distill: ask the model where the learned classifier is less sure; 0.5 unless given.")
    private double doubtBelow;

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description =
                    "Directory for the model's replies, which are paid for once; FILE.run beside --out unless given.")
    private @Nullable Path runDirectory;

    @Option(
            names = "--budget-usd",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Spend no more than this, in US dollars; with --distill on its labels. Needs the prices.")
    private @Nullable BigDecimal budget;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            defaultValue = "16",
            description = "Calls that may be under way at once; 16 unless given.")
    private int concurrency;

    @Option(
            names = "--truth",
            paramLabel = "FIELD",
            description =
                    "Field with the right task type, or a category of --mapping: print how often the answer is right.")
    private @Nullable String truth;

    @Option(
            names = "--mapping",
            paramLabel = "NAME",
            description =
                    "What the categories of --truth correspond to: dolly, belle, mt-bench, super-ni, or a file with a"
                            + " category, a tab and task types set apart by semicolons in each line.")
    private @Nullable String mapping;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        ExportFormat to = OutputOptions.format(format, command);
        if (mapping != null && truth == null) {
            throw usage("--mapping says what the categories of --truth FIELD correspond to: give both.");
        }
        if (distill != null && !model.hasModel()) {
            throw usage("--distill needs a model (--model or --model-file), whose labels it learns from.");
        }
        if (budget != null && !model.hasPrice()) {
            throw usage("--budget-usd needs --price-in and --price-out: without a price no cap on money can be kept.");
        }
        Grades grades = truth == null ? null : new Grades(truth, mapping());
        RunWatch watch = new RunWatch(main.terminal());
        Source source = new WatchedSource(tasks.source(), watch);
        if (!model.hasModel()) {
            return finish(source, tasks.local(), null, null, to, grades, watch);
        }
        Path directory = runDirectory == null ? out.resolveSibling(out.getFileName() + ".run") : runDirectory;
        try (Teacher teacher = model.requiredTeacher()) {
            TaskClassifier asking = tasks.asking(teacher.model());
            DistilledClassifier distilled = distill == null ? null : distilled(asking, distill, directory, watch);
            TaskClassifier classifier = distilled == null ? asking : distilled.classifier();
            return finish(
                    source, classifier, RunDirectory.at(directory.resolve("calls")), distilled, to, grades, watch);
        }
    }

    private DistilledClassifier distilled(TaskClassifier asking, int number, Path directory, RunWatch watch) {
        ClassifierDistillation distillation = ClassifierDistillation.of(asking)
                .sample(number)
                .doubtBelow(doubtBelow)
                .concurrency(concurrency)
                .budget(cap());
        DistilledClassifier distilled = distillation.run(tasks.source(), directory.resolve("distilled"));
        watch.end(null);
        return distilled;
    }

    private Budget cap() {
        return budget == null ? Budget.unlimited() : Budget.usd(budget.toPlainString());
    }

    private @Nullable TaskMapping mapping() {
        if (mapping == null) {
            return null;
        }
        Path file = Path.of(mapping);
        return Files.isRegularFile(file) ? TaskMapping.read(file) : TaskMapping.named(mapping);
    }

    private int finish(
            Source source,
            TaskClassifier classifier,
            @Nullable RunDirectory directory,
            @Nullable DistilledClassifier distilled,
            ExportFormat to,
            @Nullable Grades grades,
            RunWatch watch) {
        // A cap on the labels of a distillation is no cap on what goes back to the model.
        Budget rest = distilled == null ? cap() : Budget.unlimited();
        Labeling labeling = new Labeling(source, classifier, concurrency, rest, directory);
        TaskCounts counts = new TaskCounts();
        Conversion.Result result =
                Conversion.of(counted(labeling, counts, grades)).to(out, to).run();
        watch.end(null);
        ClassifyReport report = new ClassifyReport(result, counts, grades, distilled);
        PrintWriter print = main.terminal().out();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("classifier", classifier.name());
            object.put("file", out.toString());
            report.write(object);
            print.println(object);
        } else {
            print.println(Numbers.count(result.rows(), "row") + " written to " + out + " (" + classifier.name() + ").");
            report.print(print);
        }
        return Thread.interrupted() ? ExitStatus.INTERRUPTED : ExitStatus.DONE;
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** Counts task types, and compares them with the truth, while records go by. */
    private static Source counted(Source source, TaskCounts counts, @Nullable Grades grades) {
        return new WatchedSource(source, (row, reading) -> {
            if (row instanceof SourceRow.Seed seed) {
                counts.add(seed.instruction());
                if (grades != null) {
                    grades.add(seed.instruction());
                }
            }
        });
    }
}
