package io.augment.train;

import java.util.Locale;

/** Says how far a training job is. */
public enum TrainingState {
    /** The job waits, or its files are being checked. */
    QUEUED,
    /** The model is being trained. */
    RUNNING,
    /** The job was held and can go on. */
    PAUSED,
    /** The job ended and made a model. */
    SUCCEEDED,
    /** The job ended without a model. */
    FAILED,
    /** Somebody ended the job. */
    CANCELLED;

    /** Returns whether nothing more will happen. */
    public boolean isEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Returns the name in files and on the command line, such as {@code succeeded}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
