package io.augment.train;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names the uploaded files of a job.
 *
 * @param training the service's identifier of the training file
 * @param validation the service's identifier of the validation file, or null
 */
public record TrainingFiles(String training, @Nullable String validation) {
    /** Creates the names. */
    public TrainingFiles {
        Objects.requireNonNull(training, "training");
    }
}
