package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.calibrate.Calibration;
import io.augment.calibrate.GoldSet;
import io.augment.calibrate.JudgeCalibration;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Compares a judge with people. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares a judge with people's judgments: agreement, bias, and the threshold to use.",
        footer = {
            "",
            "A gold row names the better answer (chosen and rejected; or output_1, output_2 and label 1 or 2), or holds a",
            "response with a score from 0 to 1, or a label good or bad; other scales by --scale. Pairs are compared in both orders.",
            "",
            "Example: augment calibrate --gold gold.jsonl --model qwen-max --run-dir calibration"
        })
final class CalibrateCommand implements Callable<Integer> {
    /** The first rows say what is wrong with all of them. */
    private static final int MOST_TOLD = 10;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Option(
            names = "--gold",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with answers that people judged.")
    private List<Path> gold = List.of();

    @Mixin
    private final JudgeOptions judging = new JudgeOptions();

    @Option(
            names = "--precision",
            paramLabel = "X",
            converter = Numbers.Share.class,
            defaultValue = "0.9",
            description = "Choose the threshold for this precision; 0.9 unless given.")
    private double precision;

    @Option(
            names = "--scale",
            paramLabel = "MIN-MAX",
            converter = Numbers.Scale.Reader.class,
            defaultValue = "0-1",
            description = "Scale of the scores in the file, such as 1-10; 0-1 unless given.")
    private Numbers.Scale scale = new Numbers.Scale(0, 1);

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        GoldSet set = GoldSet.of(Source.files(gold), scale.low(), scale.high());
        set.leftOut().stream()
                .limit(MOST_TOLD)
                .forEach(row -> main.terminal().err().println("augment: " + row));
        RunDirectory directory = judging.runDirectory(gold.get(0));
        try (JudgeOptions.Judges judges = judging.judges()) {
            JudgeCalibration calibration =
                    JudgeCalibration.against(set).wantedPrecision(precision).budget(judging.budget());
            Calibration result = set.pairs().isEmpty()
                    ? calibration.measure(judges.single(), directory)
                    : calibration.measure(judges.pairwise(), directory);
            print(result, set.leftOut().size(), directory);
        }
        return ExitStatus.DONE;
    }

    private void print(Calibration result, int leftOut, RunDirectory directory) {
        PrintWriter to = main.terminal().out();
        Calibration.ChosenThreshold threshold = result.threshold();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("judged", result.judged());
            object.put("unscored", result.unscored());
            object.put("ties", result.ties());
            object.put("leftOut", leftOut);
            object.put("threshold", threshold == null ? null : threshold.minimum());
            result.figures().forEach((name, figure) -> {
                ObjectNode one = object.putObject(name);
                one.put("value", known(figure.value()));
                one.put("low", known(figure.low()));
                one.put("high", known(figure.high()));
            });
            object.put("report", directory.report().toString());
            to.println(object);
            return;
        }
        to.println(Numbers.count(result.judged(), "gold row") + " judged, " + result.unscored() + " unscored, "
                + result.ties() + " ties, " + Numbers.count(leftOut, "row")
                + " without a judgment left out. Each figure with its interval of 95%:");
        result.figures()
                .forEach((name, figure) -> to.printf(
                        "  %-22s %s%n", name, Double.isNaN(figure.value()) ? "not known: too few rows" : figure));
        if (threshold != null) {
            to.println("Threshold for a precision of " + precision + ": " + threshold.minimum());
        }
        to.println("Report: " + directory.report());
    }

    private static @org.jspecify.annotations.Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
