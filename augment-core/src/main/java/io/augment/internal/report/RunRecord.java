package io.augment.internal.report;

import io.augment.run.RunReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a run's manifest says.
 *
 * @param started when the run began, as written
 * @param ended when the run ended, or null when it has not
 * @param source name of the source
 * @param stages the stages in order
 * @param settings settings with a value, by name
 * @param report how the run ended, or null when it has not
 * @param progress how the run went
 */
public record RunRecord(
        String started,
        @Nullable String ended,
        String source,
        List<Stage> stages,
        Map<String, String> settings,
        @Nullable RunReport report,
        List<Point> progress) {

    /** A stage and the strategies that work there. */
    record Stage(String name, String by) {}

    /** How far the run was at some time. */
    record Point(double seconds, double kept, double requests, double inFlight) {}

    /** Returns who works at a stage, or an empty string. */
    String by(String stage) {
        return stages.stream()
                .filter(one -> one.name().equals(stage))
                .map(Stage::by)
                .findFirst()
                .orElse("");
    }
}
