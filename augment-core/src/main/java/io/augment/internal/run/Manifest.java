package io.augment.internal.run;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.augment.internal.json.ChatJson;
import io.augment.internal.json.Json;
import io.augment.run.Budget;
import io.augment.run.ModelSpend;
import io.augment.run.RunDirectory;
import io.augment.run.RunProgress;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.run.Target;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a run's manifest: what was configured, how it ended, and how it went. */
final class Manifest {
    private static final int FORMAT = 1;

    private final RunDirectory directory;
    private final String source;
    private final List<StageSpec> stages;
    private final RunSettings settings;
    private final Instant started = Instant.now();

    Manifest(RunDirectory directory, String source, List<StageSpec> stages, RunSettings settings) {
        this.directory = directory;
        this.source = source;
        this.stages = stages;
        this.settings = settings;
    }

    /** Writes the manifest of a run that has begun. */
    void begun() {
        write(null, List.of());
    }

    /** Writes the manifest of a run that has ended. */
    void ended(RunReport report, List<RunProgress> samples) {
        write(report, samples);
    }

    private void write(@Nullable RunReport report, List<RunProgress> samples) {
        Path file = directory.manifest();
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile());
                    JsonGenerator json = Json.FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
                json.useDefaultPrettyPrinter();
                write(json, report, samples);
                json.flush();
                out.getFD().sync();
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void write(JsonGenerator json, @Nullable RunReport report, List<RunProgress> samples) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("started", started.toString());
        ChatJson.writeText(json, "source", source);
        json.writeArrayFieldStart("stages");
        for (StageSpec stage : stages) {
            json.writeStartObject();
            json.writeStringField("name", stage.name());
            ChatJson.writeText(json, "by", by(stage));
            json.writeEndObject();
        }
        json.writeEndArray();
        writeSettings(json);
        if (report == null) {
            json.writeNullField("ended");
        } else {
            json.writeStringField("ended", Instant.now().toString());
            json.writeFieldName("report");
            writeReport(json, report);
            writeSamples(json, samples);
        }
        json.writeEndObject();
    }

    private static String by(StageSpec stage) {
        if (stage instanceof StageSpec.Classify classify) {
            return classify.classifier().name();
        } else if (stage instanceof StageSpec.Sample sample) {
            return sample.sampler().name();
        } else if (stage instanceof StageSpec.Expand expand) {
            StringBuilder all = new StringBuilder();
            expand.expanders()
                    .forEach(one -> all.append(all.isEmpty() ? "" : ", ")
                            .append(one.name())
                            .append(" x ")
                            .append(one.wanted()));
            return all.toString();
        } else if (stage instanceof StageSpec.Refine refine) {
            return refine.refiner().name();
        } else if (stage instanceof StageSpec.Generate generate) {
            return generate.generator().name() + " x " + generate.generator().wanted();
        } else if (stage instanceof StageSpec.Judge judge) {
            return judge.judge().name() + ", at least " + judge.threshold().minimum();
        } else if (stage instanceof StageSpec.Filtering filtering) {
            return filtering.filter().name();
        }
        return "";
    }

    private void writeSettings(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("settings");
        json.writeNumberField("concurrency", settings.concurrency());
        json.writeNumberField("seed", settings.seed());
        Budget budget = settings.budget();
        writeMoney(json, "budgetUsd", budget.usd());
        writeNumber(json, "budgetTokens", budget.tokens());
        writeNumber(json, "budgetRequests", budget.requests());
        json.writeStringField("budgetTime", budget.time() == null ? "" : String.valueOf(budget.time()));
        Target target = settings.target();
        writeNumber(json, "target", target == null ? null : (Long) target.accepted());
        writeNumber(json, "targetPerTask", target == null ? null : (Long) target.perTask());
        if (target != null && target.isByTask()) {
            ChatJson.writeText(json, "targetByTask", target.toString());
        }
        json.writeEndObject();
    }

    private static void writeReport(JsonGenerator json, RunReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("stoppedBy", report.stoppedBy().label());
        json.writeNumberField("read", report.read());
        json.writeNumberField("created", report.created());
        json.writeNumberField("kept", report.kept());
        writeCounts(json, "rejected", report.rejected());
        writeCounts(json, "failed", report.failed());
        writeCounts(json, "notReached", report.notReached());
        json.writeNumberField("requests", report.requests());
        json.writeNumberField("promptTokens", report.promptTokens());
        json.writeNumberField("completionTokens", report.completionTokens());
        writeMoney(json, "costUsd", report.costUsd());
        json.writeNumberField("replayed", report.replayed());
        json.writeNumberField("paidAgain", report.paidAgain());
        json.writeNumberField("seconds", report.elapsed().toMillis() / 1000.0);
        json.writeArrayFieldStart("stages");
        for (StageCount stage : report.stages()) {
            json.writeStartObject();
            json.writeStringField("stage", stage.stage());
            json.writeNumberField("in", stage.in());
            json.writeNumberField("created", stage.created());
            json.writeNumberField("kept", stage.kept());
            writeCounts(json, "rejected", stage.rejected());
            writeCounts(json, "failed", stage.failed());
            writeCounts(json, "notReached", stage.notReached());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("spend");
        for (ModelSpend spend : report.spend()) {
            json.writeStartObject();
            json.writeStringField("stage", spend.stage());
            ChatJson.writeText(json, "model", spend.model());
            json.writeNumberField("requests", spend.requests());
            json.writeNumberField("promptTokens", spend.promptTokens());
            json.writeNumberField("completionTokens", spend.completionTokens());
            writeMoney(json, "costUsd", spend.costUsd());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("warnings");
        for (String warning : report.warnings()) {
            ChatJson.writeText(json, warning);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeSamples(JsonGenerator json, List<RunProgress> samples) throws IOException {
        json.writeArrayFieldStart("progress");
        for (RunProgress sample : samples) {
            json.writeStartObject();
            json.writeNumberField("seconds", sample.elapsed().toMillis() / 1000.0);
            json.writeNumberField("read", sample.read());
            json.writeNumberField("kept", sample.kept());
            json.writeNumberField("requests", sample.requests());
            json.writeNumberField("inFlight", sample.inFlight());
            writeMoney(json, "costUsd", sample.costUsd());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCounts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void writeMoney(JsonGenerator json, String name, @Nullable BigDecimal money) throws IOException {
        if (money == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, money.toPlainString());
        }
    }

    private static void writeNumber(JsonGenerator json, String name, @Nullable Long number) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }
}
