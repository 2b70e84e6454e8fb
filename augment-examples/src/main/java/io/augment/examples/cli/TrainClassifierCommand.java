package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.Instruction;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import io.augment.task.ClassifierTrainer;
import io.augment.task.CrossValidation;
import io.augment.task.LearnedClassifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a classifier. */
@Command(
        name = "train-classifier",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains a classifier of task types from labeled instructions, and prints how good it is.",
        footer = {
            "",
            "The figures come from cross-validation: every record is answered by a classifier that has not seen it. The baseline",
            "is multinomial naive Bayes over a bag of words, with add-one smoothing, on the same folds.",
            "",
            "Example: augment train-classifier --in labeled.jsonl --text instruction --label task --out tasks.model"
        })
final class TrainClassifierCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Option(
            names = "--in",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or directories with labeled instructions.")
    private List<Path> files = List.of();

    @Option(names = "--label", required = true, paramLabel = "FIELD", description = "Field that holds the task type.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String label;

    @Option(names = "--text", required = true, paramLabel = "FIELD", description = "Field that holds the instruction.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String text;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File for the classifier.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--folds",
            defaultValue = "5",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Folds of the cross-validation, at least 2; 5 unless given.")
    private int folds;

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
        if (folds < 2) {
            throw new ParameterException(command.commandLine(), "--folds must be at least 2.");
        }
        RunWatch watch = new RunWatch(main.terminal());
        List<Instruction> labeled = labeled(new WatchedSource(source(), watch));
        watch.end(null);
        long start = System.nanoTime();
        LearnedClassifier classifier =
                ClassifierTrainer.create().folds(folds).seed(seed).train(labeled);
        double seconds = (System.nanoTime() - start) / 1e9;
        classifier.save(out);
        print(classifier, labeled.size(), seconds);
        return ExitStatus.DONE;
    }

    /** The usual field of a usual file is read with all that belongs to it, such as its input. */
    private Source source() {
        return TaskOptions.source(files, text.equals("instruction") ? null : text);
    }

    private List<Instruction> labeled(Source source) {
        List<Instruction> labeled = new ArrayList<>();
        long read = 0;
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                read++;
                if (row instanceof SourceRow.Seed seedRow) {
                    String task = TaskField.of(seedRow.instruction(), label);
                    if (task != null) {
                        labeled.add(seedRow.instruction().toBuilder().task(task).build());
                    }
                }
            }
        }
        if (labeled.isEmpty()) {
            throw new IllegalArgumentException(
                    "None of the " + Numbers.count(read, "row") + " has an instruction in the field \"" + text
                            + "\" and a task type in the field \"" + label + "\".");
        }
        return labeled;
    }

    private void print(LearnedClassifier classifier, int size, double seconds) {
        CrossValidation figures = classifier.crossValidation();
        PrintWriter print = main.terminal().out();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("records", size);
            object.put("tasks", classifier.labels().size());
            object.put("folds", figures.folds());
            object.put("accuracy", figures.accuracy());
            object.put("macroF1", figures.macroF1());
            object.put("naiveBayesAccuracy", figures.baselineAccuracy());
            object.put("naiveBayesMacroF1", figures.baselineMacroF1());
            object.put("majority", figures.majority());
            object.put("calibrationError", figures.calibration().error());
            object.put("seconds", Math.round(seconds * 10) / 10.0);
            object.put("file", out.toString());
            print.println(object);
            return;
        }
        print.printf(
                Locale.ROOT,
                "Learned %,d task types from %,d records in %.1f s; written to %s.%n%n",
                classifier.labels().size(),
                size,
                seconds,
                out);
        print.printf(Locale.ROOT, "  %d-fold cross-validation   accuracy   macro F1%n", figures.folds());
        line(print, "this classifier", figures.accuracy(), figures.macroF1());
        line(print, "naive Bayes", figures.baselineAccuracy(), figures.baselineMacroF1());
        print.printf(Locale.ROOT, "  %-24s   %8.3f%n%n", "most frequent type", figures.majority());
        String calibration = figures.calibration().toString();
        print.println(calibration.substring(0, 1).toUpperCase(Locale.ROOT) + calibration.substring(1) + ".");
    }

    private static void line(PrintWriter print, String name, double accuracy, double macroF1) {
        print.printf(Locale.ROOT, "  %-24s   %8.3f   %8.3f%n", name, accuracy, macroF1);
    }
}
