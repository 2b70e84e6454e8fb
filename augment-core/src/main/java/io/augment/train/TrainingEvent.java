package io.augment.train;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds one thing that happened to a job.
 *
 * @param id identifier, unique within the job
 * @param time when it happened
 * @param level how much it matters
 * @param message a sentence for people
 * @param step training step that it belongs to, from 0; null where it belongs to none
 * @param metrics figures by name, such as {@code train_loss}; empty where the event is a message alone
 */
public record TrainingEvent(
        String id,
        Instant time,
        Level level,
        String message,
        @Nullable Long step,
        Map<String, Double> metrics) {
    /** Says how much an event matters. */
    public enum Level {
        /** All is well. */
        INFO,
        /** Worth a look. */
        WARN,
        /** Something went wrong. */
        ERROR
    }

    /** Creates an event. */
    public TrainingEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
