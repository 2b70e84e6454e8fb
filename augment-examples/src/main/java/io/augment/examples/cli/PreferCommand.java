package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Conversion;
import io.augment.export.ExportFormat;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.prefer.Pairing;
import io.augment.prefer.Preferences;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes preference pairs of candidates. */
@Command(
        name = "prefer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes pairs of a better and a worse response from several candidates for each instruction.",
        footer = {
            "",
            "Candidates are a column \"candidates\" with a list of texts, or of {\"text\", \"score\"}; beside it may stand",
            "\"scores\" with a list of numbers on --scale. A list-valued response counts as candidates too. With --candidates",
            "the model writes them. Candidates that cannot be judged are left out, never rejected.",
            "",
            "Example: augment prefer --in candidates.jsonl --out dpo.jsonl --model qwen-max --margin 0.2"
        })
final class PreferCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "trl-preference",
            description =
                    "Format of the file, such as trl-preference, alpaca-preference, openai-preference,"
                            + " trl-preference-implicit for reward models, trl-unpaired-preference for KTO; trl-preference unless given.")
    private String format = "trl-preference";

    @Mixin
    private final JudgeOptions judging = new JudgeOptions();

    @Option(names = "--pairwise", description = "Let the model compare every two candidates instead of scoring each.")
    private boolean pairwise;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Let the model write N candidates for each instruction instead of reading them.")
    private @Nullable Integer written;

    @Option(
            names = "--scale",
            paramLabel = "MIN-MAX",
            converter = Numbers.Scale.Reader.class,
            defaultValue = "0-1",
            description = "Scale of the scores in the file, such as 1-10; 0-1 unless given.")
    private Numbers.Scale scale = new Numbers.Scale(0, 1);

    @Option(
            names = "--pairs",
            paramLabel = "KIND",
            defaultValue = "BEST_WORST",
            description = "BEST_WORST, ALL_ABOVE_MARGIN, or LABELS for KTO; BEST_WORST unless given.")
    private Pairing pairing = Pairing.BEST_WORST;

    @Option(
            names = "--margin",
            paramLabel = "X",
            converter = Numbers.Share.class,
            defaultValue = "0.1",
            description = "Scores of a pair lie at least X (above 0, up to 1) apart; 0.1 unless given.")
    private double margin;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        ExportFormat to = OutputOptions.format(format, command);
        RunWatch watch = new RunWatch(main.terminal());
        RunDirectory directory = judging.runDirectory(out);
        RunReport report;
        if (judging.isGiven() || written != null) {
            try (JudgeOptions.Judges judges = judging.judges()) {
                report = run(generator(judges), watch, directory);
            }
        } else {
            report = run(settled(rows()).build(), watch, directory);
        }
        watch.end(directory.rejected().toString());
        Conversion.Result result =
                Conversion.of(Source.files(directory.kept())).to(out, to).run();
        print(report, result);
        return ExitStatus.of(report.stoppedBy());
    }

    private PairGenerator generator(JudgeOptions.Judges judges) {
        if (written != null && judges.teacher() == null) {
            throw new picocli.CommandLine.ParameterException(
                    command.commandLine(), "--candidates needs a model: the rules write no responses.");
        }
        Preferences preferences = written != null && judges.teacher() != null
                ? Preferences.ofModels(List.of(judges.teacher().model()), written)
                : rows();
        QualityJudge single = judges.single();
        return settled(pairwise ? preferences.comparedBy(judges.pairwise()) : preferences.scoredBy(single))
                .build();
    }

    private Preferences rows() {
        return Preferences.ofRows(scale.low(), scale.high());
    }

    private Preferences settled(Preferences preferences) {
        return preferences.pairing(pairing).margin(margin);
    }

    private RunReport run(PairGenerator pairs, RunWatch watch, RunDirectory directory) {
        return judging.settle(AugmentationPipeline.builder().generate(pairs))
                .listener(watch)
                .build()
                .run(input.source(), directory);
    }

    private void print(RunReport report, Conversion.Result result) {
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("read", report.read());
            object.put("pairs", result.rows());
            ObjectNode rejected = object.putObject("rejected");
            report.rejected().forEach(rejected::put);
            report.warnings().forEach(object.putArray("warnings")::add);
            object.put("requests", report.requests());
            object.put("file", out.toString());
            main.terminal().out().println(object);
            return;
        }
        main.terminal()
                .out()
                .println(Numbers.count(report.read(), "row") + " read, " + Numbers.count(result.rows())
                        + " preference rows written to " + out + " (" + format + ")"
                        + ResultText.reasons(report.rejected()) + ".");
        report.warnings().forEach(main.terminal().out()::println);
    }
}
