package io.augment.train;

import io.augment.chat.ChatModel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains models: a provider's fine-tuning API, or a trainer on this machine. Use it through {@link FineTuning}, which
 * retries, keeps the job's identifier in the run directory, and never starts a job twice.
 *
 * <p>Each call is one attempt. What another attempt may mend is a {@link io.augment.chat.RetriableChatException}.
 * Implementations are safe for use by many threads. Who makes a service closes it.
 *
 * <p>A job, and a file, is made under a tag that no other has. After a call whose outcome is unknown the front door asks
 * {@link #findJob} or {@link #findUpload} for the tag before it tries again; so a service must be able to find by tag whatever
 * it has made.
 */
public interface TrainingService {
    /** Returns the name of the service, such as {@code openai}; never an address or a key. A job is followed by the service of its name. */
    String name();

    /**
     * Estimates what a job takes, from the files alone; nothing is sent.
     *
     * @throws TrainingException if a file cannot be read, or the service cannot train so
     */
    TrainingEstimate estimate(TrainingRequest request);

    /**
     * Uploads a file.
     *
     * @param name name to upload it under, unique: the job's tag, then {@code -training.jsonl} or {@code -validation.jsonl}
     * @return the service's identifier of the file; for a trainer on this machine its path
     * @throws io.augment.chat.ChatException if the service cannot be reached or refuses
     */
    String upload(Path file, String name);

    /**
     * Returns the identifier of a file that was completely uploaded under a name, or null.
     *
     * @throws io.augment.chat.ChatException if the service cannot be reached or refuses
     */
    @Nullable
    String findUpload(String name);

    /**
     * Starts a job.
     *
     * @param tag what {@link #findJob} will find it by: at most 64 letters, digits and hyphens
     * @return the service's identifier of the job
     * @throws io.augment.chat.ChatException if the service cannot be reached or refuses
     */
    String start(TrainingRequest request, TrainingFiles files, String tag);

    /**
     * Returns the identifier of the job that was started under a tag, in whatever state it is, or null.
     *
     * @throws io.augment.chat.ChatException if the service cannot be reached or refuses
     */
    @Nullable
    String findJob(String tag);

    /**
     * Returns how far a job is.
     *
     * @throws io.augment.chat.ChatException if the service cannot be reached or knows no such job
     */
    TrainingStatus status(String jobId);

    /**
     * Returns the events of a job, oldest first.
     *
     * @param after identifier of the last event that is known already; null for all
     * @throws io.augment.chat.ChatException if the service cannot be reached or knows no such job
     */
    List<TrainingEvent> events(String jobId, @Nullable String after);

    /**
     * Returns the models that were kept in the middle of a job, by step; none by default.
     *
     * @throws io.augment.chat.ChatException if the service cannot be reached or knows no such job
     */
    default List<TrainingCheckpoint> checkpoints(String jobId) {
        return List.of();
    }

    /**
     * Ends a job; returns how far it is then, which may still be running. A job that has ended stays as it is.
     *
     * @throws io.augment.chat.ChatException if the service cannot be reached or knows no such job
     */
    TrainingStatus cancel(String jobId);

    /**
     * Returns a trained model, fit for the next run. It is closed with the service.
     *
     * @param modelName the name in a {@link TrainingStatus} or {@link TrainingCheckpoint}
     * @throws TrainingException if the service cannot run what it trained; the message says how it can be run
     */
    ChatModel model(String modelName);
}
