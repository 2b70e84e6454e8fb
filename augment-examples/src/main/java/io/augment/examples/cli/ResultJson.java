package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.run.StopReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the result of a run as one JSON object, for scripts. */
final class ResultJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultJson() {}

    /** Returns the object for a run that ended with a report. */
    static String of(RunReport report, Path runDirectory, List<Path> files) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("read", report.read());
        json.put("created", report.created());
        json.put("kept", report.kept());
        counts(json, "rejected", report.rejected());
        counts(json, "failed", report.failed());
        counts(json, "notReached", report.notReached());
        json.put("requests", report.requests());
        json.put("replayed", report.replayed());
        json.put("paidAgain", report.paidAgain());
        json.put("promptTokens", report.promptTokens());
        json.put("completionTokens", report.completionTokens());
        json.put("tokens", report.promptTokens() + report.completionTokens());
        BigDecimal cost = report.costUsd();
        json.put("costUsd", cost == null ? null : plain(cost));
        json.put("stoppedBy", report.stoppedBy().label());
        json.put("seconds", BigDecimal.valueOf(report.elapsed().toMillis(), 3));
        var stages = json.putArray("stages");
        for (StageCount stage : report.stages()) {
            ObjectNode one = stages.addObject();
            one.put("stage", stage.stage());
            one.put("read", stage.in());
            one.put("created", stage.created());
            one.put("kept", stage.kept());
            counts(one, "rejected", stage.rejected());
            counts(one, "failed", stage.failed());
            counts(one, "notReached", stage.notReached());
        }
        var written = json.putArray("files");
        files.forEach(file -> written.add(file.toString()));
        json.put("runDir", runDirectory.toString());
        var warnings = json.putArray("warnings");
        report.warnings().forEach(warnings::add);
        return json.toString();
    }

    /** Returns the object for a run that an error ended: what was not counted to the end is null. */
    static String ofError(String message) {
        ObjectNode json = MAPPER.createObjectNode();
        for (String field : List.of(
                "read",
                "created",
                "kept",
                "rejected",
                "failed",
                "notReached",
                "requests",
                "replayed",
                "paidAgain",
                "promptTokens",
                "completionTokens",
                "tokens",
                "costUsd")) {
            json.putNull(field);
        }
        json.put("stoppedBy", StopReason.ERROR.label());
        json.put("error", message);
        json.putNull("seconds");
        return json.toString();
    }

    private static void counts(ObjectNode json, String name, Map<String, Long> counts) {
        ObjectNode object = json.putObject(name);
        counts.forEach(object::put);
    }

    /** Returns decimal text without an exponent and without zeros at its end. */
    static String plain(BigDecimal amount) {
        return amount.signum() == 0
                ? "0"
                : amount.setScale(12, RoundingMode.UP).stripTrailingZeros().toPlainString();
    }
}
