package io.augment.examples.cli;

import io.augment.report.RunReportPage;
import io.augment.run.RunDirectory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes the page that shows a run. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Makes the page report.html of a run again, from the files in its directory.")
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Parameters(paramLabel = "RUN_DIR", description = "Directory of the run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path directory;

    @Override
    public Integer call() {
        Path page = RunReportPage.write(RunDirectory.at(directory));
        main.terminal().out().println(page);
        return ExitStatus.DONE;
    }
}
