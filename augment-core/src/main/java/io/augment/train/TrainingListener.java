package io.augment.train;

import java.time.Duration;

/**
 * Follows a training job. All methods do nothing by default; what a listener throws is logged and harms nothing.
 *
 * <p>Methods are called on the thread that starts or follows the job.
 */
public interface TrainingListener {
    /** Tells what the job will cost, before anything is sent. */
    default void onEstimate(TrainingEstimate estimate) {}

    /** Tells that a file was uploaded, or found to be there from an earlier start. */
    default void onUpload(String role, String fileId) {}

    /** Tells the job's identifier, once it is in the run directory. */
    default void onStart(String jobId) {}

    /** Tells an event, once it is in the run directory; each event is told once, also across restarts. */
    default void onEvent(TrainingEvent event) {}

    /** Tells the state of the job each time that it was asked for. */
    default void onStatus(TrainingStatus status) {}

    /** Tells that the service could not be asked and will be asked again. */
    default void onRetry(String reason, int attempt, Duration delay) {}
}
