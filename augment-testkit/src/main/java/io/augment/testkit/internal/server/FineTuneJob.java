package io.augment.testkit.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is one job of the fake fine-tuning API. Guarded by its owner's lock. */
final class FineTuneJob {
    private static final long CREATED = 1_790_000_000L;
    private static final String MODEL = "fine_tuned_model";

    final String id;
    final JsonNode request;
    final List<ObjectNode> events = new ArrayList<>();
    final List<ObjectNode> checkpoints = new ArrayList<>();
    private final int steps;
    private final @Nullable String failure;
    private final @Nullable String invalid;
    private final long tokens;
    private int turn;
    String status = "validating_files";

    FineTuneJob(
            String id,
            JsonNode request,
            int steps,
            @Nullable String failure,
            @Nullable String invalid,
            long tokensPerEpoch) {
        this.id = id;
        this.request = request;
        this.steps = steps;
        this.failure = failure;
        this.invalid = invalid;
        this.tokens = tokensPerEpoch * epochs();
        event("message", "info", "Created fine-tuning job: " + id, null);
        event(
                "message",
                "info",
                "Validating training file: " + request.path("training_file").textValue(),
                null);
    }

    /** Goes one step on. */
    void advance() {
        if (isEnded()) {
            return;
        }
        turn++;
        if (status.equals("validating_files")) {
            if (invalid != null) {
                fail();
            } else {
                status = "queued";
                event("message", "info", "Files validated, moving job to queued state", null);
            }
        } else if (turn <= steps + 1) {
            status = "running";
            step(turn - 1);
        } else if (failure != null) {
            fail();
        } else {
            status = "succeeded";
            event("message", "info", "The job has successfully completed", null);
        }
    }

    /** Ends the job; returns whether it had not ended already. */
    boolean cancel() {
        if (isEnded()) {
            return false;
        }
        status = "cancelled";
        event("message", "info", "The job was cancelled", null);
        return true;
    }

    boolean isEnded() {
        return status.equals("succeeded") || status.equals("failed") || status.equals("cancelled");
    }

    /** Returns the name of the model that the job makes. */
    String model() {
        String suffix = request.path("suffix").asText("");
        return "ft:" + request.path("model").textValue() + ":augment:" + suffix + ":" + id.substring("ftjob-".length());
    }

    ObjectNode json() {
        ObjectNode json = ChatBody.JSON.createObjectNode();
        json.put("object", "fine_tuning.job").put("id", id).put("created_at", CREATED);
        json.put("model", request.path("model").textValue()).put("organization_id", "org-augment");
        json.put("training_file", request.path("training_file").textValue());
        json.put("validation_file", request.path("validation_file").textValue());
        json.put("seed", request.path("seed").asInt(42)).put("status", status);
        ObjectNode error = json.putObject("error");
        if (status.equals("failed")) {
            error.put("code", invalid != null ? "invalid_training_file" : "internal_error");
            error.put("message", invalid != null ? invalid : failure);
            error.put("param", invalid != null ? "training_file" : null);
        } else {
            json.putNull("error");
        }
        boolean done = status.equals("succeeded");
        json.put(MODEL, done ? model() : null);
        json.putPOJO("finished_at", isEnded() ? CREATED + turn : null);
        json.putPOJO("trained_tokens", done ? tokens : null);
        json.putPOJO("estimated_finish", status.equals("running") ? CREATED + steps + 3 : null);
        ObjectNode hyperparameters = json.putObject("hyperparameters");
        hyperparameters.put("n_epochs", epochs()).put("batch_size", 1).put("learning_rate_multiplier", 1.8);
        ArrayNode files = json.putArray("result_files");
        if (done) {
            files.add("file-result-" + id.substring("ftjob-".length()));
        }
        if (request.has("method")) {
            json.set("method", request.get("method"));
        }
        if (request.has("metadata")) {
            json.set("metadata", request.get("metadata"));
        }
        return json;
    }

    private int epochs() {
        JsonNode method = request.path("method");
        JsonNode own = method.path(method.path("type").asText("")).path("hyperparameters");
        return own.path("n_epochs")
                .asInt(request.path("hyperparameters").path("n_epochs").asInt(3));
    }

    private void fail() {
        status = "failed";
        event("message", "error", "The job failed: " + (invalid != null ? invalid : failure), null);
    }

    private void step(int step) {
        ObjectNode metrics = ChatBody.JSON.createObjectNode();
        metrics.put("step", step).put("total_steps", steps);
        metrics.put("train_loss", 2.0 / (step + 1)).put("train_mean_token_accuracy", 1 - 1.0 / (step + 1));
        event("metrics", "info", "Step " + step + "/" + steps + ": training loss=" + 2.0 / (step + 1), metrics);
        ObjectNode checkpoint = ChatBody.JSON.createObjectNode();
        checkpoint.put("object", "fine_tuning.job.checkpoint").put("id", "ftckpt-" + id + "-" + step);
        checkpoint
                .put("created_at", CREATED + turn)
                .put("fine_tuning_job_id", id)
                .put("step_number", step);
        checkpoint.put("fine_tuned_model_checkpoint", model() + ":ckpt-step-" + step);
        checkpoint.set("metrics", metrics.deepCopy().without("total_steps"));
        checkpoints.add(checkpoint);
    }

    private void event(String type, String level, String message, @Nullable ObjectNode data) {
        ObjectNode event = ChatBody.JSON.createObjectNode();
        event.put("object", "fine_tuning.job.event").put("id", "ftevent-" + id + "-" + events.size());
        event.put("created_at", CREATED + turn)
                .put("level", level)
                .put("message", message)
                .put("type", type);
        event.set("data", data == null ? ChatBody.JSON.createObjectNode() : data);
        events.add(event);
    }
}
