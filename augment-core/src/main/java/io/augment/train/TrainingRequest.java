package io.augment.train;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be trained, on what, and how. What is not set is left to the service. Immutable.
 *
 * <pre>{@code
 * TrainingRequest request = TrainingRequest.supervised("gpt-4o-mini-2024-07-18", Path.of("out/openai/train.jsonl"))
 *     .validationFile(Path.of("out/openai/validation.jsonl"))
 *     .epochs(3)
 *     .build();
 * }</pre>
 */
public final class TrainingRequest {
    private final String baseModel;
    private final TrainingMethod method;
    private final Path trainingFile;
    private final @Nullable Path validationFile;
    private final @Nullable Integer epochs;
    private final @Nullable Integer batchSize;
    private final @Nullable Double learningRateMultiplier;
    private final @Nullable Double beta;
    private final @Nullable Integer seed;
    private final @Nullable String suffix;
    private final Map<String, String> options;

    private TrainingRequest(Builder builder) {
        this.baseModel = builder.baseModel;
        this.method = builder.method;
        this.trainingFile = builder.trainingFile;
        this.validationFile = builder.validationFile;
        this.epochs = builder.epochs;
        this.batchSize = builder.batchSize;
        this.learningRateMultiplier = builder.learningRateMultiplier;
        this.beta = builder.beta;
        this.seed = builder.seed;
        this.suffix = builder.suffix;
        this.options = Collections.unmodifiableMap(new TreeMap<>(builder.options));
    }

    /**
     * Starts a request.
     *
     * @param baseModel model to start from, as the service knows it
     * @param trainingFile rows to train on, in the service's format for the method
     * @throws IllegalArgumentException if the model's name is blank
     */
    public static Builder builder(TrainingMethod method, String baseModel, Path trainingFile) {
        return new Builder(method, baseModel, trainingFile);
    }

    /**
     * Starts a request to learn the responses of the rows.
     *
     * @throws IllegalArgumentException if the model's name is blank
     */
    public static Builder supervised(String baseModel, Path trainingFile) {
        return new Builder(TrainingMethod.SUPERVISED, baseModel, trainingFile);
    }

    /**
     * Starts a request to learn from preferences.
     *
     * @throws IllegalArgumentException if the model's name is blank
     */
    public static Builder dpo(String baseModel, Path trainingFile) {
        return new Builder(TrainingMethod.DPO, baseModel, trainingFile);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder(method, baseModel, trainingFile);
        builder.validationFile = validationFile;
        builder.epochs = epochs;
        builder.batchSize = batchSize;
        builder.learningRateMultiplier = learningRateMultiplier;
        builder.beta = beta;
        builder.seed = seed;
        builder.suffix = suffix;
        builder.options.putAll(options);
        return builder;
    }

    /** Returns the model to start from. */
    public String baseModel() {
        return baseModel;
    }

    /** Returns what the model learns from. */
    public TrainingMethod method() {
        return method;
    }

    /** Returns the file with the rows to train on. */
    public Path trainingFile() {
        return trainingFile;
    }

    /** Returns the file with the rows that are only measured, or null. */
    public @Nullable Path validationFile() {
        return validationFile;
    }

    /** Returns the passes over the data, at least 1; null for the service's choice. */
    public @Nullable Integer epochs() {
        return epochs;
    }

    /** Returns the rows of a step, at least 1; null for the service's choice. */
    public @Nullable Integer batchSize() {
        return batchSize;
    }

    /** Returns what the service's learning rate is multiplied by, above 0; null for the service's choice. */
    public @Nullable Double learningRateMultiplier() {
        return learningRateMultiplier;
    }

    /** Returns how strongly DPO keeps to the base model, above 0; null for the service's choice. */
    public @Nullable Double beta() {
        return beta;
    }

    /** Returns the seed of the training, from 0, or null. */
    public @Nullable Integer seed() {
        return seed;
    }

    /** Returns what the trained model's name should end with, or null. */
    public @Nullable String suffix() {
        return suffix;
    }

    /** Returns settings that only one service knows, by name. */
    public Map<String, String> options() {
        return options;
    }

    @Override
    public String toString() {
        return "TrainingRequest[" + method.label() + " of " + baseModel + " on " + trainingFile.getFileName() + "]";
    }

    /** Builds a {@link TrainingRequest}. Not safe for use by many threads. */
    public static final class Builder {
        private static final int LONGEST_SUFFIX = 64;

        private final TrainingMethod method;
        private final String baseModel;
        private final Path trainingFile;
        private @Nullable Path validationFile;
        private @Nullable Integer epochs;
        private @Nullable Integer batchSize;
        private @Nullable Double learningRateMultiplier;
        private @Nullable Double beta;
        private @Nullable Integer seed;
        private @Nullable String suffix;
        private final Map<String, String> options = new TreeMap<>();

        private Builder(TrainingMethod method, String baseModel, Path trainingFile) {
            if (baseModel.isBlank()) {
                throw new IllegalArgumentException("A base model's name must not be blank");
            }
            this.method = Objects.requireNonNull(method, "method");
            this.baseModel = baseModel;
            this.trainingFile = Objects.requireNonNull(trainingFile, "trainingFile");
        }

        /** Sets the file with rows that are only measured. */
        public Builder validationFile(@Nullable Path value) {
            this.validationFile = value;
            return this;
        }

        /**
         * Sets the passes over the data.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder epochs(@Nullable Integer value) {
            this.epochs = atLeast("epochs", value, 1);
            return this;
        }

        /**
         * Sets the rows of a step.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder batchSize(@Nullable Integer value) {
            this.batchSize = atLeast("batchSize", value, 1);
            return this;
        }

        /**
         * Sets what the service's learning rate is multiplied by.
         *
         * @throws IllegalArgumentException if the value is not above 0
         */
        public Builder learningRateMultiplier(@Nullable Double value) {
            this.learningRateMultiplier = positive("learningRateMultiplier", value);
            return this;
        }

        /**
         * Sets how strongly DPO keeps to the base model.
         *
         * @throws IllegalArgumentException if the value is not above 0
         */
        public Builder beta(@Nullable Double value) {
            this.beta = positive("beta", value);
            return this;
        }

        /**
         * Seeds the training.
         *
         * @throws IllegalArgumentException if the value is negative
         */
        public Builder seed(@Nullable Integer value) {
            this.seed = atLeast("seed", value, 0);
            return this;
        }

        /**
         * Sets what the trained model's name should end with.
         *
         * @throws IllegalArgumentException if the text is blank or longer than 64 characters
         */
        public Builder suffix(@Nullable String value) {
            if (value != null && (value.isBlank() || value.length() > LONGEST_SUFFIX)) {
                throw new IllegalArgumentException(
                        "A suffix has 1 to " + LONGEST_SUFFIX + " characters, but was: " + value);
            }
            this.suffix = value;
            return this;
        }

        /** Sets something that only one service knows. */
        public Builder option(String name, String value) {
            options.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Creates the request. */
        public TrainingRequest build() {
            return new TrainingRequest(this);
        }

        private static @Nullable Integer atLeast(String name, @Nullable Integer value, int least) {
            if (value != null && value < least) {
                throw new IllegalArgumentException(name + " must be at least " + least + ", but was " + value);
            }
            return value;
        }

        private static @Nullable Double positive(String name, @Nullable Double value) {
            if (value != null && !(value > 0 && Double.isFinite(value))) {
                throw new IllegalArgumentException(name + " must be above 0, but was " + value);
            }
            return value;
        }
    }
}
