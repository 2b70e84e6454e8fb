package io.augment.examples.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The program {@code augment}: turns seed instructions into a training set from the command line.
 *
 * <p>Exit status: 0 done or target met, 1 error, 2 wrong usage, 3 budget used up or no progress, 130 interrupted.
 */
@Command(
        name = "augment",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            EstimateCommand.class,
            PreviewCommand.class,
            ReplayCommand.class,
            RetryFailedCommand.class,
            ReportCommand.class,
            ConvertCommand.class,
            ValidateCommand.class,
            CleanCommand.class,
            ClassifyCommand.class,
            TrainClassifierCommand.class,
            PlanCommand.class,
            SampleCommand.class,
            DedupCommand.class,
            DecontaminateCommand.class,
            FilterCommand.class,
            StatsCommand.class,
            ParseRepliesCommand.class,
            JudgeCommand.class,
            CalibrateCommand.class,
            PreferCommand.class,
            StudentSetsCommand.class,
            RecipeCommand.class,
            FineTuneCommand.class,
            EvaluateCommand.class,
            ModelsCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns seed instructions into a larger, judged training set.",
        footer = {
            "",
            "Try it without a key: augment run --offline --in seeds.jsonl --out out --expand 2 --refine",
            "Help on a command: augment COMMAND --help"
        })
public final class Main {
    private final Terminal terminal;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print where in the program an error came from.")
    private boolean debug;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the program. */
    @SuppressWarnings("try") // it is closed, not used
    public static void main(String[] args) {
        int status;
        try (Interruption interruption = Interruption.ofThisThread()) {
            status = run(Terminal.system(), args);
        }
        System.exit(status);
    }

    /** Runs the program without ending the process, and returns its exit status. */
    static int run(Terminal terminal, String... args) {
        Main main = new Main(terminal);
        CommandLine command = new CommandLine(main)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Problems::ofUsage)
                .setExecutionExceptionHandler((problem, at, parsed) -> Problems.print(problem, terminal, main.debug));
        try {
            return command.execute(args);
        } finally {
            terminal.flush();
        }
    }

    /** Runs another command line on the same terminal, and returns its exit status. */
    int repeat(String command, List<String> options) {
        List<String> arguments = new ArrayList<>(options);
        arguments.add(0, command);
        return run(terminal, arguments.toArray(String[]::new));
    }

    Terminal terminal() {
        return terminal;
    }
}
