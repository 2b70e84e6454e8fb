package io.augment.testkit.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves files and fine-tuning jobs as OpenAI's specification has it: lists come newest first, in pages. Safe for use by many
 * threads.
 */
public final class FineTuneApi {
    /** Where files are. */
    public static final String FILES = "/v1/files";

    /** Where jobs are. */
    public static final String JOBS = "/v1/fine_tuning/jobs";

    private static final long CREATED = 1_790_000_000L;
    private static final int FILE_PAGE = 10_000;
    private static final int JOB_PAGE = 20;
    private static final int CHECKPOINT_PAGE = 10;

    /** Is a file that was uploaded. */
    public record FileEntry(String id, String name, String purpose, String content) {}

    /** Is what a test wants to know of a job. */
    public record JobEntry(String id, String status, Map<String, String> metadata, String request) {}

    private final int steps;
    private final @Nullable String failure;
    private final int listedAfter;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<FileEntry> files = new ArrayList<>();
    private final List<FineTuneJob> jobs = new ArrayList<>();
    private final Map<String, Integer> lists = new LinkedHashMap<>();

    /**
     * Creates an API.
     *
     * @param listedAfter how many lists leave a new entry out
     */
    public FineTuneApi(int steps, @Nullable String failure, int listedAfter) {
        this.steps = steps;
        this.failure = failure;
        this.listedAfter = listedAfter;
    }

    /** Returns the name under which a path is counted, or null where it is not of this API. */
    public static @Nullable String known(String path) {
        for (String root : List.of(FILES, JOBS)) {
            if (path.equals(root) || path.startsWith(root + "/") || path.startsWith(root + "?")) {
                return root;
            }
        }
        return null;
    }

    /**
     * Serves a request.
     *
     * @throws ApiProblem if it cannot be served
     */
    public void serve(WireRequest request, JsonOut out) throws ApiProblem {
        lock.lock();
        try {
            byte[] json = ChatBody.JSON.writeValueAsBytes(answer(request));
            out.bytes(json, 0, json.length);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the uploaded files in order. */
    public List<FileEntry> files() {
        lock.lock();
        try {
            return List.copyOf(files);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the jobs in order. */
    public List<JobEntry> jobs() {
        lock.lock();
        try {
            return jobs.stream()
                    .map(job -> new JobEntry(job.id, job.status, metadata(job), job.request.toString()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a job has made this model. */
    public boolean hasMade(String model) {
        lock.lock();
        try {
            return jobs.stream()
                    .anyMatch(job -> job.status.equals("succeeded")
                            && (model.equals(job.model()) || model.startsWith(job.model() + ":ckpt-step-")));
        } finally {
            lock.unlock();
        }
    }

    private ObjectNode answer(WireRequest request) throws ApiProblem {
        String path = request.path().replaceFirst("\\?.*", "");
        boolean post = request.method().equals("POST");
        if (path.equals(FILES)) {
            return post ? upload(request) : listFiles(query(request.path()));
        }
        if (path.equals(JOBS)) {
            return post ? create(request) : listJobs(query(request.path()));
        }
        if (path.startsWith(FILES + "/") && !post) {
            return json(file(path.substring(FILES.length() + 1)));
        }
        String[] parts =
                path.substring(Math.min(path.length(), JOBS.length() + 1)).split("/", -1);
        FineTuneJob job = job(parts[0]);
        String action = parts.length == 1 ? "" : parts[1];
        if (post && action.equals("cancel")) {
            return cancel(job);
        }
        return switch (action) {
            case "" -> {
                job.advance();
                yield job.json();
            }
            case "events" -> page(newestFirst(job.events), query(request.path()), JOB_PAGE, node -> node, false);
            case "checkpoints" ->
                page(newestFirst(job.checkpoints), query(request.path()), CHECKPOINT_PAGE, node -> node, true);
            default -> throw new ApiProblem(404, "invalid_request_error", "Invalid URL", null, "unknown_url");
        };
    }

    private ObjectNode upload(WireRequest request) throws ApiProblem {
        Map<String, Multipart.Part> parts = Multipart.parse(request.head(), request.body());
        Multipart.Part file = parts.get("file");
        Multipart.Part purpose = parts.get("purpose");
        if (file == null || file.fileName() == null) {
            throw ApiProblem.badRequest("Missing required parameter: 'file'.", "file");
        }
        if (purpose == null || !purpose.content().equals("fine-tune")) {
            throw ApiProblem.badRequest("'purpose' must be 'fine-tune'.", "purpose");
        }
        FileEntry entry =
                new FileEntry("file-" + (files.size() + 1), file.fileName(), purpose.content(), file.content());
        files.add(entry);
        return json(entry);
    }

    private ObjectNode create(WireRequest request) throws ApiProblem {
        JsonNode body = ChatBody.object(request.body());
        if (!body.path("model").isTextual()) {
            throw ApiProblem.badRequest("Missing required parameter: 'model'.", "model");
        }
        FileEntry training = file(body.path("training_file").asText(""));
        if (body.hasNonNull("validation_file")) {
            file(body.path("validation_file").textValue());
        }
        boolean dpo = body.path("method").path("type").asText("").equals("dpo");
        FineTuneJob job = new FineTuneJob(
                "ftjob-" + (jobs.size() + 1),
                body,
                steps,
                failure,
                defect(training, dpo),
                Tokens.count(training.content()));
        jobs.add(job);
        return job.json();
    }

    private static ObjectNode cancel(FineTuneJob job) throws ApiProblem {
        if (!job.cancel()) {
            throw ApiProblem.badRequest("The job " + job.id + " has already ended.", null);
        }
        return job.json();
    }

    /** Returns what is wrong with a training file, or null. */
    private static @Nullable String defect(FileEntry file, boolean dpo) {
        int number = 0;
        for (String line : file.content().split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode row = ChatBody.JSON.readTree(line);
                boolean whole = dpo
                        ? row.path("input").path("messages").isArray()
                                && row.path("preferred_output").isArray()
                                && row.path("non_preferred_output").isArray()
                        : row.path("messages").isArray()
                                && !row.path("messages").isEmpty();
                if (!whole) {
                    return "Line " + number + " of " + file.name() + " has not the fields of a training example.";
                }
            } catch (JsonProcessingException e) {
                return "Line " + number + " of " + file.name() + " is no JSON.";
            }
        }
        return null;
    }

    private ObjectNode listFiles(Map<String, String> query) {
        List<FileEntry> shown = newestFirst(files);
        String purpose = query.get("purpose");
        shown.removeIf(file -> isHidden(file.id()) || (purpose != null && !purpose.equals(file.purpose())));
        return page(shown, query, FILE_PAGE, FineTuneApi::json, true);
    }

    private ObjectNode listJobs(Map<String, String> query) {
        List<FineTuneJob> shown = newestFirst(jobs);
        shown.removeIf(job -> isHidden(job.id) || !hasMetadata(job, query));
        return page(shown, query, JOB_PAGE, FineTuneJob::json, false);
    }

    private boolean isHidden(String id) {
        return lists.merge(id, 1, Integer::sum) <= listedAfter;
    }

    private static boolean hasMetadata(FineTuneJob job, Map<String, String> query) {
        Map<String, String> metadata = metadata(job);
        return query.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("metadata["))
                .allMatch(entry -> entry.getValue()
                        .equals(metadata.get(entry.getKey()
                                .substring("metadata[".length(), entry.getKey().length() - 1))));
    }

    private static Map<String, String> metadata(FineTuneJob job) {
        Map<String, String> metadata = new LinkedHashMap<>();
        job.request
                .path("metadata")
                .properties()
                .forEach(field -> metadata.put(field.getKey(), field.getValue().asText()));
        return metadata;
    }

    private static <T> ObjectNode page(
            List<T> all, Map<String, String> query, int standard, Function<T, ObjectNode> json, boolean ids) {
        List<ObjectNode> nodes = new ArrayList<>(all.stream().map(json).toList());
        String after = query.get("after");
        int from = 0;
        while (after != null && from < nodes.size() && !after.equals(id(nodes.get(from)))) {
            from++;
        }
        int start = after == null ? 0 : Math.min(nodes.size(), from + 1);
        int limit = Integer.parseInt(query.getOrDefault("limit", Integer.toString(standard)));
        List<ObjectNode> shown = nodes.subList(start, Math.min(nodes.size(), start + limit));
        ObjectNode page = ChatBody.JSON.createObjectNode().put("object", "list");
        ArrayNode data = page.putArray("data");
        shown.forEach(data::add);
        if (ids) {
            page.put("first_id", shown.isEmpty() ? "" : id(shown.get(0)));
            page.put("last_id", shown.isEmpty() ? "" : id(shown.get(shown.size() - 1)));
        }
        return page.put("has_more", start + shown.size() < nodes.size());
    }

    private static String id(ObjectNode node) {
        return node.path("id").textValue();
    }

    private static <T> List<T> newestFirst(List<T> entries) {
        List<T> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        return reversed;
    }

    private FileEntry file(String id) throws ApiProblem {
        for (FileEntry file : files) {
            if (file.id().equals(id)) {
                return file;
            }
        }
        throw ApiProblem.badRequest("No such File object: " + id, "training_file");
    }

    private FineTuneJob job(String id) throws ApiProblem {
        for (FineTuneJob job : jobs) {
            if (job.id.equals(id)) {
                return job;
            }
        }
        throw new ApiProblem(
                404, "invalid_request_error", "Could not find fine tune: " + id, null, "fine_tune_not_found");
    }

    private static ObjectNode json(FileEntry file) {
        return ChatBody.JSON
                .createObjectNode()
                .put("object", "file")
                .put("id", file.id())
                .put("bytes", file.content().getBytes(StandardCharsets.UTF_8).length)
                .put("created_at", CREATED)
                .put("filename", file.name())
                .put("purpose", file.purpose())
                .put("status", "processed");
    }

    private static Map<String, String> query(String path) {
        Map<String, String> query = new LinkedHashMap<>();
        int mark = path.indexOf('?');
        if (mark >= 0) {
            for (String pair : path.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return query;
    }
}
