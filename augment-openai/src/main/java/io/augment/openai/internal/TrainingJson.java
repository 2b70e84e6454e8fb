package io.augment.openai.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.train.TrainingCheckpoint;
import io.augment.train.TrainingEstimate;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingFiles;
import io.augment.train.TrainingMethod;
import io.augment.train.TrainingRequest;
import io.augment.train.TrainingState;
import io.augment.train.TrainingStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads the JSON of fine-tuning jobs; what a server leaves out is unknown, what it adds is ignored. */
final class TrainingJson {
    /** Key of the job's metadata under which its tag stands. */
    static final String TAG = "augment_tag";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_PROBLEM = 1_000;

    private TrainingJson() {}

    /** Returns the body that starts a job. */
    static byte[] job(TrainingRequest request, TrainingFiles files, String tag) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("model", request.baseModel());
        body.put("training_file", files.training());
        if (files.validation() != null) {
            body.put("validation_file", files.validation());
        }
        if (request.suffix() != null) {
            body.put("suffix", request.suffix());
        }
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        boolean dpo = request.method() == TrainingMethod.DPO;
        String type = dpo ? "dpo" : "supervised";
        ObjectNode method = body.putObject("method").put("type", type);
        ObjectNode hyperparameters = method.putObject(type).putObject("hyperparameters");
        putIfThere(hyperparameters, "n_epochs", request.epochs());
        putIfThere(hyperparameters, "batch_size", request.batchSize());
        putIfThere(hyperparameters, "learning_rate_multiplier", request.learningRateMultiplier());
        if (dpo) {
            putIfThere(hyperparameters, "beta", request.beta());
        }
        request.options().forEach(body::put);
        body.putObject("metadata").put(TAG, tag);
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request is no JSON", e);
        }
    }

    static TrainingStatus status(JsonNode job, String jobId, @Nullable BigDecimal pricePerMillion) {
        Long tokens = whole(job.path("trained_tokens"));
        return new TrainingStatus(
                jobId,
                state(job.path("status").asText("")),
                Json.text(job, "fine_tuned_model"),
                tokens,
                tokens == null || pricePerMillion == null ? null : TrainingEstimate.cost(tokens, pricePerMillion),
                problem(job.path("error")),
                time(job.path("estimated_finish")));
    }

    /** Returns an event, or null where the entry is none. */
    static @Nullable TrainingEvent event(JsonNode node) {
        String id = Json.text(node, "id");
        if (id == null) {
            return null;
        }
        Instant time = time(node.path("created_at"));
        JsonNode data = node.path("data");
        String message = Json.text(node, "message");
        return new TrainingEvent(
                id,
                time == null ? Instant.EPOCH : time,
                level(node.path("level").asText("")),
                message == null ? "" : message,
                whole(data.path("step")),
                "metrics".equals(Json.text(node, "type")) ? figures(data) : Map.of());
    }

    /** Returns a checkpoint, or null where the entry is none. */
    static @Nullable TrainingCheckpoint checkpoint(JsonNode node) {
        String model = Json.text(node, "fine_tuned_model_checkpoint");
        Long step = whole(node.path("step_number"));
        return model == null || step == null
                ? null
                : new TrainingCheckpoint(model, step, figures(node.path("metrics")));
    }

    private static TrainingState state(String status) {
        return switch (status) {
            case "succeeded" -> TrainingState.SUCCEEDED;
            case "failed" -> TrainingState.FAILED;
            case "cancelled" -> TrainingState.CANCELLED;
            case "paused" -> TrainingState.PAUSED;
            case "validating_files", "queued" -> TrainingState.QUEUED;
            // A state that is not known yet is no end.
            default -> TrainingState.RUNNING;
        };
    }

    private static TrainingEvent.Level level(String level) {
        return switch (level) {
            case "error" -> TrainingEvent.Level.ERROR;
            case "warn", "warning" -> TrainingEvent.Level.WARN;
            default -> TrainingEvent.Level.INFO;
        };
    }

    /** Returns the figures other than the step itself. */
    private static Map<String, Double> figures(JsonNode node) {
        Map<String, Double> figures = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNumber() && !field.getKey().equals("step") && Double.isFinite(value.doubleValue())) {
                figures.put(field.getKey(), value.doubleValue());
            }
        });
        return figures;
    }

    private static @Nullable String problem(JsonNode error) {
        String message = Json.text(error, "message");
        if (message == null) {
            return null;
        }
        return message.length() > LONGEST_PROBLEM ? message.substring(0, LONGEST_PROBLEM) : message;
    }

    private static @Nullable Instant time(JsonNode seconds) {
        Long value = whole(seconds);
        return value == null || value > Instant.MAX.getEpochSecond() ? null : Instant.ofEpochSecond(value);
    }

    private static @Nullable Long whole(JsonNode node) {
        return node.isNumber() && node.canConvertToLong() && node.longValue() >= 0 ? node.longValue() : null;
    }

    private static void putIfThere(ObjectNode object, String name, @Nullable Number value) {
        if (value instanceof Integer whole) {
            object.put(name, whole);
        } else if (value instanceof Double decimal) {
            object.put(name, decimal);
        }
    }
}
