package io.augment.internal.train;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import io.augment.train.TrainingException;
import io.augment.train.TrainingState;
import io.augment.train.TrainingStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was begun and what came of it, a line each, on disk before the next step is taken. A line that was half written
 * when the program ended is as if it had not been: the step that it announces was not taken.
 */
final class Journal {
    private static final String EVENT = "event";

    private final Path file;

    Journal(Path folder) {
        this.file = folder.resolve("journal.jsonl");
    }

    /**
     * Returns what is known of the last job, or null where there was none.
     *
     * @throws TrainingException if the journal cannot be read or makes no sense
     */
    @Nullable
    Attempt last() {
        Attempt last = null;
        try {
            for (Json.Obj line : Lines.read(file)) {
                last = after(last, line);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new TrainingException(
                    "The journal of the training job, " + file + ", cannot be read: " + e.getMessage(), e);
        }
        return last;
    }

    void intent(String tag, String service, String request, String description) {
        write("intent", json -> {
            json.name("tag").text(tag);
            json.name("service").text(service);
            json.name("request").text(request);
            json.name("description").text(description);
        });
    }

    void uploading(String role, String name) {
        write("uploading", json -> {
            json.name("role").text(role);
            json.name("name").text(name);
        });
    }

    void uploaded(String role, String id) {
        write("uploaded", json -> {
            json.name("role").text(role);
            json.name("id").text(id);
        });
    }

    void starting() {
        write("starting", json -> {});
    }

    void refused() {
        write("refused", json -> {});
    }

    void started(String jobId) {
        write("started", json -> json.name("job").text(jobId));
    }

    void ended(TrainingStatus end) {
        write("ended", json -> {
            json.name("job").text(end.jobId());
            json.name("state").text(end.state().label());
            json.name("model").textOrNull(end.modelName());
            json.name("tokens")
                    .textOrNull(
                            end.trainedTokens() == null
                                    ? null
                                    : end.trainedTokens().toString());
            json.name("cost").textOrNull(end.cost() == null ? null : end.cost().toPlainString());
            json.name("problem").textOrNull(end.problem());
        });
    }

    private void write(String event, Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter().object();
        json.name(EVENT).text(event);
        members.accept(json);
        json.endObject().newline();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Durable.append(file, json.toBytes());
        } catch (IOException e) {
            throw new TrainingException(
                    "The journal of the training job, " + file + ", cannot be written: " + e.getMessage()
                            + ". Nothing more was sent.",
                    e);
        }
    }

    private static @Nullable Attempt after(@Nullable Attempt last, Json.Obj line) {
        String event = needed(line, EVENT);
        if (event.equals("intent")) {
            return new Attempt(
                    needed(line, "tag"),
                    needed(line, "service"),
                    needed(line, "request"),
                    Map.of(),
                    Map.of(),
                    false,
                    null,
                    null);
        }
        if (last == null) {
            throw new IllegalArgumentException("it begins with \"" + event + "\" and not with an intent");
        }
        return switch (event) {
            case "uploading" -> with(last, put(last.uploading(), line, "name"), last.uploaded());
            case "uploaded" -> with(last, last.uploading(), put(last.uploaded(), line, "id"));
            case "starting" -> advanced(last, null, null);
            case "refused" -> null;
            case "started" -> advanced(last, needed(line, "job"), null);
            case "ended" -> advanced(last, last.jobId(), end(line));
            default ->
                throw new IllegalArgumentException("it says \"" + event + "\", which this version does not know");
        };
    }

    private static Attempt with(Attempt last, Map<String, String> uploading, Map<String, String> uploaded) {
        return new Attempt(
                last.tag(),
                last.service(),
                last.request(),
                uploading,
                uploaded,
                last.starting(),
                last.jobId(),
                last.end());
    }

    private static Attempt advanced(Attempt last, @Nullable String jobId, @Nullable TrainingStatus end) {
        return new Attempt(
                last.tag(), last.service(), last.request(), last.uploading(), last.uploaded(), true, jobId, end);
    }

    private static Map<String, String> put(Map<String, String> before, Json.Obj line, String value) {
        Map<String, String> after = new LinkedHashMap<>(before);
        after.put(needed(line, "role"), needed(line, value));
        return after;
    }

    private static TrainingStatus end(Json.Obj line) {
        String tokens = line.text("tokens");
        String cost = line.text("cost");
        return new TrainingStatus(
                needed(line, "job"),
                TrainingState.valueOf(needed(line, "state").toUpperCase(Locale.ROOT)),
                line.text("model"),
                tokens == null ? null : Long.valueOf(tokens),
                cost == null ? null : new BigDecimal(cost),
                line.text("problem"),
                null);
    }

    private static String needed(Json.Obj line, String name) {
        String value = line.text(name);
        if (value == null) {
            throw new IllegalArgumentException("a line has no \"" + name + "\"");
        }
        return value;
    }
}
