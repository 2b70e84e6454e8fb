package io.augment.internal.report;

import io.augment.AugmentException;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.run.ModelSpend;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.run.StopReason;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a run's manifest. */
public final class ManifestReader {
    private static final long FORMAT = 1;

    private ManifestReader() {}

    /**
     * Reads a manifest.
     *
     * @throws AugmentException if there is none, or it is not one that this version can read
     */
    public static RunRecord read(Path file) {
        byte[] bytes;
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            bytes = in.readAllBytes();
        } catch (FileNotFoundException e) {
            throw new AugmentException(
                    "There is no run to report on: " + file
                            + " does not exist or cannot be opened. Name the directory of a run.",
                    e);
        } catch (IOException e) {
            throw new AugmentException("The manifest " + file + " cannot be read: " + e.getMessage(), e);
        }
        try {
            if (new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj manifest) {
                if (Values.number(manifest, "format") != FORMAT) {
                    throw new AugmentException("The manifest " + file
                            + " was written by another version of augment. Use that version to report on it.");
                }
                return read(manifest);
            }
        } catch (JsonProblem | IllegalArgumentException | ArithmeticException e) {
            throw unreadable(file, e);
        }
        throw unreadable(file, null);
    }

    private static AugmentException unreadable(Path file, @Nullable RuntimeException cause) {
        return new AugmentException(
                "The file " + file + " is not the manifest of a run"
                        + (cause == null ? "." : ": " + cause.getMessage() + ".")
                        + " Run the pipeline again in its directory: what was paid for is replayed.",
                cause);
    }

    private static RunRecord read(Json.Obj manifest) {
        List<RunRecord.Stage> stages = new ArrayList<>();
        for (Json.Obj stage : Values.objects(manifest, "stages")) {
            stages.add(new RunRecord.Stage(Values.textOrEmpty(stage, "name"), Values.textOrEmpty(stage, "by")));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        Values.object(manifest, "settings").values().forEach((name, value) -> {
            String text = value instanceof Json.Text one ? one.value() : value.compact();
            if (!text.isEmpty() && !Json.Literal.NULL.equals(value)) {
                settings.put(name, text);
            }
        });
        List<RunRecord.Point> points = new ArrayList<>();
        for (Json.Obj point : Values.objects(manifest, "progress")) {
            points.add(new RunRecord.Point(
                    Values.real(point, "seconds"),
                    Values.real(point, "kept"),
                    Values.real(point, "requests"),
                    Values.real(point, "inFlight")));
        }
        return new RunRecord(
                Values.textOrEmpty(manifest, "started"),
                manifest.text("ended"),
                Values.textOrEmpty(manifest, "source"),
                stages,
                settings,
                manifest.get("report") instanceof Json.Obj report ? report(report) : null,
                points);
    }

    private static RunReport report(Json.Obj report) {
        List<StageCount> stages = new ArrayList<>();
        for (Json.Obj stage : Values.objects(report, "stages")) {
            stages.add(new StageCount(
                    Values.textOrEmpty(stage, "stage"),
                    Values.number(stage, "in"),
                    Values.number(stage, "created"),
                    Values.number(stage, "kept"),
                    Values.counts(stage, "rejected"),
                    Values.counts(stage, "failed"),
                    Values.counts(stage, "notReached")));
        }
        List<ModelSpend> spend = new ArrayList<>();
        for (Json.Obj one : Values.objects(report, "spend")) {
            String cost = one.text("costUsd");
            spend.add(new ModelSpend(
                    Values.textOrEmpty(one, "stage"),
                    Values.textOrEmpty(one, "model"),
                    Values.number(one, "requests"),
                    Values.number(one, "promptTokens"),
                    Values.number(one, "completionTokens"),
                    cost == null ? null : new BigDecimal(cost)));
        }
        return new RunReport(
                Values.number(report, "read"),
                Values.number(report, "kept"),
                stages,
                spend,
                Values.number(report, "replayed"),
                Values.number(report, "paidAgain"),
                StopReason.ofLabel(Values.textOrEmpty(report, "stoppedBy")),
                Duration.ofMillis(Math.round(Values.real(report, "seconds") * 1000)),
                Values.texts(report, "warnings"));
    }
}
