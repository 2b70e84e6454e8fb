package io.augment.train;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a service says of a job at one moment.
 *
 * @param jobId the service's identifier of the job
 * @param state how far it is
 * @param modelName name of the trained model, to be given to {@link TrainingService#model}; null while there is none
 * @param trainedTokens tokens that were trained on, all epochs together; null where the service does not say
 * @param cost what the job has cost, in US dollars; null where it is not known
 * @param problem why it failed, a sentence for people; null where it did not
 * @param estimatedFinish when the service expects it to end; null where it does not say
 */
public record TrainingStatus(
        String jobId,
        TrainingState state,
        @Nullable String modelName,
        @Nullable Long trainedTokens,
        @Nullable BigDecimal cost,
        @Nullable String problem,
        @Nullable Instant estimatedFinish) {
    /** Creates a status. */
    public TrainingStatus {
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(state, "state");
    }

    /** Creates the status of a job of which nothing else is known. */
    public static TrainingStatus of(String jobId, TrainingState state) {
        return new TrainingStatus(jobId, state, null, null, null, null, null);
    }

    /**
     * Returns the trained model's name.
     *
     * @throws TrainingException if the job has made no model; the message says why
     */
    public String requireModelName() {
        String name = modelName;
        if (name == null || state != TrainingState.SUCCEEDED) {
            throw new TrainingException("The training job " + jobId + " has made no model: it is " + state.label()
                    + (problem == null ? "." : ". " + problem));
        }
        return name;
    }
}
