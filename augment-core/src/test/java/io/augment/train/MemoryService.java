package io.augment.train;

import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatResponse;
import io.augment.chat.RateLimitException;
import io.augment.chat.ServerErrorException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A training service in memory that goes wrong where it is told to, and survives the programs that use it. */
final class MemoryService implements TrainingService {
    /** What ends the program in the middle of a call. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Says what goes wrong with a call, before and after it is served. */
    interface Trouble {
        Kind next(String call, boolean served);
    }

    enum Kind {
        NONE,
        LOST,
        BUSY,
        REFUSED,
        KILLED
    }

    final Map<String, String> uploads = new LinkedHashMap<>();
    final Map<String, String> jobs = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    final List<TrainingRequest> requests = new ArrayList<>();
    private final Map<String, Instant> hiddenUntil = new HashMap<>();
    Trouble trouble = (call, served) -> Kind.NONE;
    TrainingState ending = TrainingState.SUCCEEDED;
    int steps = 5;
    int asked;
    boolean cancelled;

    @Nullable
    BigDecimal price = new BigDecimal("10");

    Duration listedAfter = Duration.ZERO;
    private Instant now = Instant.EPOCH;
    Duration waited = Duration.ZERO;

    /** Lets time pass. */
    void await(Duration time) {
        now = now.plus(time);
        waited = waited.plus(time);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public TrainingEstimate estimate(TrainingRequest request) {
        Integer epochs = request.epochs();
        return new TrainingEstimate(10, 1_000, 4_000, epochs == null ? 3 : epochs, price);
    }

    @Override
    public String upload(Path file, String name) {
        return served("upload", () -> {
            hiddenUntil.put(name, now.plus(listedAfter));
            uploads.put(name + "#" + uploads.size(), "file-" + uploads.size());
            return "file-" + (uploads.size() - 1);
        });
    }

    @Override
    public @Nullable String findUpload(String name) {
        return served(
                        "findUpload",
                        () -> uploads.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith(name + "#") && isListed(name))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(""))
                .transform(id -> id.isEmpty() ? null : id);
    }

    @Override
    public String start(TrainingRequest request, TrainingFiles files, String tag) {
        return served("start", () -> {
            requests.add(request);
            hiddenUntil.put(tag, now.plus(listedAfter));
            jobs.put(tag + "#" + jobs.size(), "job-" + jobs.size());
            return "job-" + (jobs.size() - 1);
        });
    }

    @Override
    public @Nullable String findJob(String tag) {
        return served(
                        "findJob",
                        () -> jobs.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith(tag + "#") && isListed(tag))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(""))
                .transform(id -> id.isEmpty() ? null : id);
    }

    @Override
    public TrainingStatus status(String jobId) {
        return served("status", () -> {
            asked++;
            boolean ended = asked >= steps || cancelled;
            TrainingState state = cancelled ? TrainingState.CANCELLED : ended ? ending : TrainingState.RUNNING;
            return new TrainingStatus(
                    jobId,
                    state,
                    state == TrainingState.SUCCEEDED ? "student-1" : null,
                    ended ? 3_000L : null,
                    ended ? new BigDecimal("0.03") : null,
                    state == TrainingState.FAILED ? "The data is bad." : null,
                    null);
        });
    }

    @Override
    public List<TrainingEvent> events(String jobId, @Nullable String after) {
        return served("events", () -> {
            List<TrainingEvent> events = new ArrayList<>();
            int from = after == null ? 0 : Integer.parseInt(after.substring(2)) + 1;
            for (int i = from; i < asked * 2; i++) {
                events.add(new TrainingEvent(
                        "e-" + i,
                        Instant.ofEpochSecond(i),
                        TrainingEvent.Level.INFO,
                        "step " + i,
                        (long) i,
                        Map.of("train_loss", 1.0 / (i + 1))));
            }
            return events;
        });
    }

    @Override
    public TrainingStatus cancel(String jobId) {
        cancelled = true;
        return TrainingStatus.of(jobId, TrainingState.CANCELLED);
    }

    @Override
    public ChatModel model(String modelName) {
        return ChatModel.named("memory/" + modelName, request -> ChatResponse.of("yes"));
    }

    private boolean isListed(String name) {
        return !now.isBefore(hiddenUntil.getOrDefault(name, Instant.MIN));
    }

    private <T> T served(String call, Supplier<T> work) {
        calls.add(call);
        fail(trouble.next(call, false));
        T result = work.get();
        fail(trouble.next(call, true));
        return result;
    }

    private static void fail(Kind kind) {
        switch (kind) {
            case NONE -> {}
            case LOST -> throw new ServerErrorException("The connection was lost.", null, null, null, null);
            case BUSY -> throw new RateLimitException("Later.", 429, null, Duration.ofSeconds(3), null);
            case REFUSED -> throw new BadRequestException("No such model.", 400, null, null);
            case KILLED -> throw new Killed();
        }
    }
}
