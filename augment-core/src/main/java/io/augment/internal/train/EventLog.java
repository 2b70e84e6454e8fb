package io.augment.internal.train;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps the events of a job, a line each, so that each is told once, also across restarts. */
final class EventLog {
    private final Path file;
    private final String jobId;
    private @Nullable String lastId;

    private EventLog(Path file, String jobId, @Nullable String lastId) {
        this.file = file;
        this.jobId = jobId;
        this.lastId = lastId;
    }

    /** Opens the log of a job; events of earlier jobs stay in the file. */
    static EventLog open(Path folder, String jobId) {
        Path file = folder.resolve("events.jsonl");
        String last = null;
        try {
            for (Json.Obj line : Lines.read(file)) {
                if (jobId.equals(line.text("job"))) {
                    last = line.text("id");
                }
            }
        } catch (IOException e) {
            throw new TrainingException(
                    "The events of the training job, " + file + ", cannot be read: " + e.getMessage(), e);
        }
        return new EventLog(file, jobId, last);
    }

    /** Returns the identifier of the last event that is kept, or null. */
    @Nullable
    String lastId() {
        return lastId;
    }

    void add(List<TrainingEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        JsonWriter json = new JsonWriter();
        for (TrainingEvent event : events) {
            json.object();
            json.name("job").text(jobId);
            json.name("id").text(event.id());
            json.name("time").text(event.time().toString());
            json.name("level").text(event.level().name().toLowerCase(Locale.ROOT));
            json.name("message").text(event.message());
            if (event.step() != null) {
                json.name("step").literal(event.step().toString());
            }
            if (!event.metrics().isEmpty()) {
                json.name("metrics").object();
                event.metrics().forEach((name, value) -> {
                    if (Double.isFinite(value)) {
                        json.name(name).literal(value.toString());
                    }
                });
                json.endObject();
            }
            json.endObject().newline();
        }
        try {
            Durable.append(file, json.toBytes());
        } catch (IOException e) {
            throw new TrainingException(
                    "The events of the training job, " + file + ", cannot be written: " + e.getMessage(), e);
        }
        lastId = events.get(events.size() - 1).id();
    }
}
