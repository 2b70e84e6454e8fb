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
            "response with a score from 0 to 1, or a label good or bad. Pairs are compared in both orders.",
            "",
            "Example: augment calibrate --gold gold.jsonl --model qwen-max --run-dir calibration"
        })
final class CalibrateCommand implements Callable<Integer> {
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

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        GoldSet set = GoldSet.of(Source.files(gold));
        RunDirectory directory = judging.runDirectory(gold.get(0));
        try (JudgeOptions.Judges judges = judging.judges()) {
            JudgeCalibration calibration =
                    JudgeCalibration.against(set).wantedPrecision(precision).budget(judging.budget());
            Calibration result = set.pairs().isEmpty()
                    ? calibration.measure(judges.single(), directory)
                    : calibration.measure(judges.pairwise(), directory);
            print(result, directory);
        }
        return ExitStatus.DONE;
    }

    private void print(Calibration result, RunDirectory directory) {
        PrintWriter to = main.terminal().out();
        Calibration.ChosenThreshold threshold = result.threshold();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("judged", result.judged());
            object.put("unscored", result.unscored());
            object.put("ties", result.ties());
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
                + result.ties() + " ties. Each figure with its interval of 95%:");
        result.figures().forEach((name, figure) -> to.printf("  %-22s %s%n", name, figure));
        if (threshold != null) {
            to.println("Threshold for a precision of " + precision + ": " + threshold.minimum());
        }
        to.println("Report: " + directory.report());
    }

    private static @org.jspecify.annotations.Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
