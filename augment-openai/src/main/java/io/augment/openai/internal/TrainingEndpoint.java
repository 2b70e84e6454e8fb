package io.augment.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.chat.CallScope;
import io.augment.chat.ChatException;
import io.augment.chat.ModelNotFoundException;
import io.augment.train.TrainingCheckpoint;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingFiles;
import io.augment.train.TrainingRequest;
import io.augment.train.TrainingStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Speaks OpenAI's API of files and fine-tuning jobs, one attempt a call. Lists come newest first, in pages. Safe for use by
 * many threads.
 */
public final class TrainingEndpoint {
    private static final String FILES = "files";
    private static final String JOBS = "fine_tuning/jobs";
    private static final String PURPOSE = "fine-tune";
    /** How the name of a job's training file ends, behind the tag; see {@link io.augment.train.TrainingService#upload}. */
    private static final String TRAINING_FILE = "-training.jsonl";

    private static final String PAGE = "100";
    private static final Duration ASKING = Duration.ofMinutes(2);
    private static final Duration UPLOADING = Duration.ofHours(2);

    /** More pages than any account has; a server that never stops must not be asked for ever. */
    private static final int MAX_PAGES = 1_000;

    private final ChatEndpoint call;
    private final BaseUrl base;
    private final Endpoint endpoint;
    private final ErrorMapper errors;

    /** Creates an endpoint below a base URL. */
    public TrainingEndpoint(ChatEndpoint call, BaseUrl base, Endpoint endpoint, ErrorMapper errors) {
        this.call = call;
        this.base = base;
        this.endpoint = endpoint;
        this.errors = errors;
    }

    /** Uploads a file and returns its identifier. */
    public String upload(Path file, String name) {
        RequestBody form = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("purpose", PURPOSE)
                .addFormDataPart("file", name, new FileBody(file.toFile()))
                .build();
        return id(send(base.path(FILES), new OneShotForm(form), UPLOADING));
    }

    /** Returns the identifier of the file with a name, or null. */
    public @Nullable String findFile(String name) {
        HttpUrl url = base.path(FILES)
                .newBuilder()
                .addQueryParameter("purpose", PURPOSE)
                .build();
        // A file that the server itself calls broken was not completely uploaded.
        return find(
                url, file -> name.equals(Json.text(file, "filename")) && !"error".equals(Json.text(file, "status")));
    }

    /** Starts a job and returns its identifier. */
    public String start(TrainingRequest request, TrainingFiles files, String tag) {
        return id(send(base.path(JOBS), new OneShotBody(TrainingJson.job(request, files, tag)), ASKING));
    }

    /** Returns the identifier of the job with a tag, or else of the one that trains on the file of that tag, or null. */
    public @Nullable String findJob(String tag) {
        String tagged = find(base.path(JOBS), job -> tag.equals(Json.text(job.path("metadata"), TrainingJson.TAG)));
        if (tagged != null) {
            return tagged;
        }
        String file = findFile(tag + TRAINING_FILE);
        return file == null ? null : find(base.path(JOBS), job -> file.equals(Json.text(job, "training_file")));
    }

    /** Returns how far a job is. */
    public TrainingStatus status(String jobId, @Nullable BigDecimal pricePerMillion) {
        return TrainingJson.status(send(job(jobId), null, ASKING), jobId, pricePerMillion);
    }

    /** Ends a job and returns how far it is. */
    public TrainingStatus cancel(String jobId, @Nullable BigDecimal pricePerMillion) {
        HttpUrl url = job(jobId).newBuilder().addPathSegment("cancel").build();
        return TrainingJson.status(send(url, new OneShotBody(new byte[0]), ASKING), jobId, pricePerMillion);
    }

    /** Returns the events after one, oldest first. */
    public List<TrainingEvent> events(String jobId, @Nullable String after) {
        List<TrainingEvent> events = new ArrayList<>();
        HttpUrl url = job(jobId).newBuilder().addPathSegment("events").build();
        pages(url, node -> {
            TrainingEvent event = TrainingJson.event(node);
            if (event == null) {
                return false;
            }
            if (event.id().equals(after)) {
                return true;
            }
            events.add(event);
            return false;
        });
        Collections.reverse(events);
        return events;
    }

    /** Returns the checkpoints by step. */
    public List<TrainingCheckpoint> checkpoints(String jobId) {
        List<TrainingCheckpoint> checkpoints = new ArrayList<>();
        HttpUrl url = job(jobId).newBuilder().addPathSegment("checkpoints").build();
        pages(url, node -> {
            TrainingCheckpoint checkpoint = TrainingJson.checkpoint(node);
            if (checkpoint != null) {
                checkpoints.add(checkpoint);
            }
            return false;
        });
        checkpoints.sort(Comparator.comparingLong(TrainingCheckpoint::step));
        return checkpoints;
    }

    /** Aborts the calls under way and closes the connections, unless the client was handed in. */
    public void close() {
        call.close();
    }

    private @Nullable String find(HttpUrl url, Predicate<JsonNode> wanted) {
        List<String> found = new ArrayList<>();
        pages(url, node -> {
            String id = Json.text(node, "id");
            if (id != null && wanted.test(node)) {
                found.add(id);
            }
            return !found.isEmpty();
        });
        return found.isEmpty() ? null : found.get(0);
    }

    /** Goes through the entries of a list, page by page, until one of them is enough. */
    private void pages(HttpUrl url, Predicate<JsonNode> enough) {
        String after = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            HttpUrl.Builder next = url.newBuilder().addQueryParameter("limit", PAGE);
            if (after != null) {
                next.addQueryParameter("after", after);
            }
            JsonNode reply = send(next.build(), null, ASKING);
            String last = null;
            for (JsonNode node : reply.path("data")) {
                if (enough.test(node)) {
                    return;
                }
                last = Json.text(node, "id");
            }
            if (last == null || last.equals(after) || !reply.path("has_more").asBoolean(false)) {
                return;
            }
            after = last;
        }
    }

    private HttpUrl job(String jobId) {
        return base.path(JOBS).newBuilder().addPathSegment(jobId).build();
    }

    private String id(JsonNode made) {
        String id = Json.text(made, "id");
        if (id == null) {
            throw errors.malformed(200, Headers.EMPTY, "there is no identifier in it.");
        }
        return id;
    }

    private JsonNode send(HttpUrl url, @Nullable RequestBody body, Duration timeout) {
        try {
            return call.send(url, body, this::read, CallScope.ofTimeout(timeout), timeout);
        } catch (ModelNotFoundException e) {
            Integer status = e.status();
            if (status == null || status != 404) {
                throw e;
            }
            throw new ChatException(
                    "not-found",
                    endpoint.shownUrl() + " knows no such file, job or model, or offers no fine-tuning (HTTP 404)."
                            + " Check the base model's name, the account, and the base URL, which usually ends in /v1.",
                    status,
                    e.requestId(),
                    e);
        }
    }

    private JsonNode read(int status, Headers headers, byte[] body) {
        JsonNode root = Json.parse(body);
        if (root == null || !root.isObject()) {
            throw errors.malformed(status, headers, "it is no JSON object, or breaks off.");
        }
        if (root.path("error").isObject() && !root.has("id")) {
            throw errors.ofDisguised(headers, ErrorBody.of(root));
        }
        return root;
    }
}
