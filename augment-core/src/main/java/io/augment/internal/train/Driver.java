package io.augment.internal.train;

import io.augment.chat.ChatException;
import io.augment.chat.RetriableChatException;
import io.augment.run.RunDirectory;
import io.augment.train.FineTuning;
import io.augment.train.TrainingEstimate;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingException;
import io.augment.train.TrainingFiles;
import io.augment.train.TrainingListener;
import io.augment.train.TrainingRequest;
import io.augment.train.TrainingService;
import io.augment.train.TrainingStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts and follows the job of a run directory. Safe for use by many threads: the directory's lock keeps them apart. */
public final class Driver {
    private static final String TRAINING = "training";
    private static final String VALIDATION = "validation";

    private final TrainingService service;
    private final RunDirectory directory;
    private final Path folder;
    private final Journal journal;
    private final Duration poll;
    private final @Nullable BigDecimal maxCost;
    private final TrainingListener listener;
    private final Calls calls;
    private final Once once;

    /** Creates a driver. */
    public Driver(
            TrainingService service,
            RunDirectory directory,
            Duration poll,
            Duration settling,
            @Nullable BigDecimal maxCost,
            TrainingListener listener,
            FineTuning.Waiter waiter) {
        this.service = service;
        this.directory = directory;
        this.folder = directory.path().resolve("training");
        this.journal = new Journal(folder);
        this.poll = poll;
        this.maxCost = maxCost;
        this.listener = listener;
        this.calls = new Calls(listener, waiter);
        this.once = new Once(calls, settling);
    }

    /** Returns what waits by the machine's clock. */
    public static FineTuning.Waiter systemWaiter() {
        return new SystemSleeper();
    }

    /** Returns the identifier of the directory's job, which is started where there is none. */
    public String start(TrainingRequest request, boolean anew) throws InterruptedException {
        return JobLock.holding(directory, folder, () -> startLocked(request, anew));
    }

    private String startLocked(TrainingRequest request, boolean anew) throws InterruptedException {
        Attempt last = journal.last();
        String fingerprint = Fingerprint.of(request);
        if (last != null && anew) {
            requireEnded(last);
            last = null;
        }
        if (last != null) {
            requireSame(last, fingerprint);
        }
        if (last == null || !last.starting()) {
            requireAffordable(request);
        }
        Attempt intent = last == null ? intend(request, fingerprint) : last;
        String known = intent.jobId();
        return known != null ? known : started(request, intent);
    }

    /** Returns the identifier of the directory's job. */
    public String resume() throws InterruptedException {
        return JobLock.holding(directory, folder, this::resumeLocked);
    }

    private String resumeLocked() throws InterruptedException {
        Attempt last = journal.last();
        if (last == null) {
            throw new TrainingException(
                    "The run directory " + directory.path() + " has no training job. Start one there first.");
        }
        requireService(last);
        String known = last.jobId();
        if (known != null) {
            return known;
        }
        String tag = last.tag();
        String found = last.starting() ? once.found(() -> service.findJob(tag)) : null;
        if (found == null) {
            throw new TrainingException("The training job of the run directory " + directory.path()
                    + " was never started. Start it again with the same request.");
        }
        return began(found);
    }

    /** Returns how far the job is. */
    public TrainingStatus status(String jobId) throws InterruptedException {
        TrainingStatus end = end(jobId);
        return end != null ? end : calls.repeated(() -> service.status(jobId));
    }

    /** Waits for the end of the job. */
    public TrainingStatus follow(String jobId) throws InterruptedException {
        return JobLock.holding(directory, folder, () -> followLocked(jobId));
    }

    private TrainingStatus followLocked(String jobId) throws InterruptedException {
        TrainingStatus end = end(jobId);
        if (end != null) {
            return end;
        }
        EventLog log = EventLog.open(folder, jobId);
        while (true) {
            // The state first: what led to an end is then among the events that are asked for after it.
            TrainingStatus status = calls.repeated(() -> service.status(jobId));
            List<TrainingEvent> events = calls.repeated(() -> service.events(jobId, log.lastId()));
            log.add(events);
            events.forEach(event -> calls.tell(() -> listener.onEvent(event)));
            if (status.state().isEnded()) {
                journal.ended(status);
            }
            calls.tell(() -> listener.onStatus(status));
            if (status.state().isEnded()) {
                return status;
            }
            calls.await(poll);
        }
    }

    /** Ends the job. */
    public TrainingStatus cancel(String jobId) throws InterruptedException {
        TrainingStatus end = end(jobId);
        return end != null ? end : calls.repeated(() -> service.cancel(jobId));
    }

    private @Nullable TrainingStatus end(String jobId) {
        Attempt last = journal.last();
        return last != null && jobId.equals(last.jobId()) ? last.end() : null;
    }

    private Attempt intend(TrainingRequest request, String fingerprint) {
        String tag = "augment-" + UUID.randomUUID();
        journal.intent(tag, service.name(), fingerprint, request.toString());
        Attempt intent = journal.last();
        if (intent == null) {
            throw new TrainingException(
                    "The journal of the training job in " + folder + " does not keep what is written.");
        }
        return intent;
    }

    private void requireAffordable(TrainingRequest request) {
        TrainingEstimate estimate = service.estimate(request);
        calls.tell(() -> listener.onEstimate(estimate));
        if (maxCost == null) {
            return;
        }
        BigDecimal most = estimate.mostCost();
        if (most == null) {
            throw new TrainingException("The price of training by " + service.name()
                    + " is not known, so no cap on its cost can be kept. Set the price, or start without a cap.");
        }
        if (most.compareTo(maxCost) > 0) {
            throw new TrainingException("The training job could cost up to $" + most.toPlainString() + " (about $"
                    + estimate.cost() + " is expected), which is more than the $" + maxCost.toPlainString()
                    + " allowed. Nothing was sent. Allow more, or train on fewer rows or epochs.");
        }
    }

    private String started(TrainingRequest request, Attempt intent) throws InterruptedException {
        try {
            String training = upload(intent, TRAINING, request.trainingFile());
            Path validationFile = request.validationFile();
            String validation = validationFile == null ? null : upload(intent, VALIDATION, validationFile);
            if (!intent.starting()) {
                journal.starting();
            }
            TrainingRequest sent = withEpochs(request);
            return began(once.made(
                    intent.starting(),
                    () -> service.start(sent, new TrainingFiles(training, validation), intent.tag()),
                    () -> service.findJob(intent.tag())));
        } catch (ChatException e) {
            Integer status = e.status();
            if (!(e instanceof RetriableChatException) && status != null && status >= 400 && status < 500) {
                // The service has said that there is no job and will be none, so the directory is free for another
                // request.
                journal.refused();
            }
            throw e;
        }
    }

    /** Under a cap the service must not choose more epochs than were reckoned with. */
    private TrainingRequest withEpochs(TrainingRequest request) {
        return maxCost == null || request.epochs() != null
                ? request
                : request.toBuilder().epochs(service.estimate(request).epochs()).build();
    }

    private String upload(Attempt intent, String role, Path file) throws InterruptedException {
        String there = intent.uploaded().get(role);
        if (there == null) {
            String name = intent.tag() + "-" + role + ".jsonl";
            boolean begun = intent.uploading().containsKey(role);
            if (!begun) {
                journal.uploading(role, name);
            }
            there = once.made(begun, () -> service.upload(file, name), () -> service.findUpload(name));
            journal.uploaded(role, there);
        }
        String id = there;
        calls.tell(() -> listener.onUpload(role, id));
        return id;
    }

    private String began(String jobId) {
        journal.started(jobId);
        calls.tell(() -> listener.onStart(jobId));
        return jobId;
    }

    private void requireSame(Attempt last, String fingerprint) {
        requireService(last);
        if (!last.request().equals(fingerprint)) {
            throw new TrainingException("The run directory " + directory.path()
                    + " has a training job of another request: the model, the settings or the data differ."
                    + " Use another run directory, or start anew in this one once that job has ended.");
        }
    }

    private void requireService(Attempt last) {
        if (!last.service().equals(service.name())) {
            throw new TrainingException("The training job of the run directory " + directory.path()
                    + " belongs to the service " + last.service() + ", not to " + service.name()
                    + ". Use that service, or another run directory.");
        }
    }

    private void requireEnded(Attempt last) {
        if (last.end() == null) {
            throw new TrainingException("The training job of the run directory " + directory.path()
                    + " has not ended, as far as is known here. Follow or cancel it first; no second one was started.");
        }
    }
}
