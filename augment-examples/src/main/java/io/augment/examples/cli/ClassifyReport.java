package io.augment.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Conversion;
import io.augment.pipeline.DistilledClassifier;
import io.augment.task.Calibration;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells what came of a classification. */
record ClassifyReport(
        Conversion.Result result,
        TaskCounts counts,
        @Nullable Grades grades,
        @Nullable DistilledClassifier distilled) {
    void print(PrintWriter out) {
        out.println();
        counts.byFrequency()
                .forEach((task, count) -> out.printf(
                        Locale.ROOT, "  %-18s %,9d  %5.1f %%%n", task, count, 100.0 * count / counts.total()));
        out.println();
        if (result.rejected() > 0) {
            out.println(
                    Numbers.count(result.rejected(), "row") + " left out" + ResultText.reasons(result.reasons()) + ".");
        }
        if (distilled != null) {
            out.printf(
                    Locale.ROOT,
                    "Distilled: the model labeled %,d records in %,d requests%s; %s failed.%n"
                            + "Agreement with the model on records not learned from: %.3f; with the %.1f %% in doubt asked again: %.3f.%n",
                    distilled.teacherRun().kept(),
                    distilled.teacherRun().requests(),
                    cost(distilled),
                    Numbers.count(sum(distilled)),
                    distilled.agreement(),
                    100 * distilled.askedAgain(),
                    distilled.agreementWithTeacherBehind());
        }
        if (grades != null) {
            out.println(grades.text());
        }
    }

    private static String cost(DistilledClassifier distilled) {
        var cost = distilled.teacherRun().costUsd();
        return cost == null ? "" : " for US$ " + cost.toPlainString();
    }

    private static long sum(DistilledClassifier distilled) {
        return distilled.teacherRun().failed().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    void write(ObjectNode object) {
        object.put("read", result.read());
        object.put("written", result.rows());
        ObjectNode rejected = object.putObject("rejected");
        result.reasons().forEach(rejected::put);
        ObjectNode tasks = object.putObject("tasks");
        counts.byFrequency().forEach(tasks::put);
        if (distilled != null) {
            ObjectNode distillation = object.putObject("distilled");
            distillation.put("labeled", distilled.teacherRun().kept());
            distillation.put("failed", sum(distilled));
            distillation.put("requests", distilled.teacherRun().requests());
            var cost = distilled.teacherRun().costUsd();
            distillation.put("costUsd", cost == null ? null : cost.toPlainString());
            distillation.put("agreement", distilled.agreement());
            distillation.put("askedAgain", distilled.askedAgain());
            distillation.put("agreementWithTeacherBehind", distilled.agreementWithTeacherBehind());
        }
        if (grades != null && grades.graded() > 0) {
            Calibration calibration = grades.calibration();
            ObjectNode right = object.putObject("right");
            right.put("graded", grades.graded());
            right.put("withoutTruth", grades.withoutTruth());
            right.put("accuracy", calibration.accuracy());
            right.put("majority", grades.majority());
            right.put("calibrationError", calibration.error());
            right.put("calibrationErrorLow", calibration.errorInterval()[0]);
            right.put("calibrationErrorHigh", calibration.errorInterval()[1]);
            right.put("gap", calibration.gap());
        }
    }
}
