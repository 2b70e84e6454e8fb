package io.augment.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds a model that was kept in the middle of a job.
 *
 * @param modelName name to be given to {@link TrainingService#model}
 * @param step training step after which it was kept
 * @param metrics figures at that step by name, such as {@code valid_loss}
 */
public record TrainingCheckpoint(String modelName, long step, Map<String, Double> metrics) {
    /** Creates a checkpoint. */
    public TrainingCheckpoint {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
