package io.augment.internal.evaluate;

import io.augment.evaluate.EvaluationReport;
import io.augment.report.RunReportPage;
import io.augment.run.RunDirectory;
import java.nio.file.Files;

/** Keeps an evaluation in a run's directory. */
public final class KeptEvaluation {
    private KeptEvaluation() {}

    /** Writes the files, and the run's page anew where there is a run. */
    public static void write(EvaluationReport report, RunDirectory run) {
        ReportFile.write(run.path().resolve("evaluation.json"), report.toJson());
        ReportFile.write(run.path().resolve("evaluation.html"), report.toHtml());
        if (Files.isRegularFile(run.manifest())) {
            RunReportPage.write(run);
        }
    }
}
