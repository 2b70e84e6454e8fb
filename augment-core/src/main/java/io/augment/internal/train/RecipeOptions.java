package io.augment.internal.train;

import io.augment.chat.TokenCounter;
import io.augment.train.StudentSet;
import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a recipe was told; null stands for the default.
 *
 * @param method what the model learns from
 * @param tuning which weights change
 * @param epochs passes over the data
 * @param learningRate peak learning rate
 * @param effectiveBatch rows of a step
 * @param devices devices that share the work
 * @param maxLength tokens at which a row is too long
 * @param counter counts tokens
 * @param countedBy says who counts them
 */
public record RecipeOptions(
        TrainingMethod method,
        Tuning tuning,
        @Nullable Integer epochs,
        @Nullable Double learningRate,
        @Nullable Integer effectiveBatch,
        int devices,
        @Nullable Integer maxLength,
        @Nullable TokenCounter counter,
        @Nullable String countedBy) {
    /** Returns the defaults for a set. */
    public static RecipeOptions usual(StudentSet set) {
        TrainingMethod method = set.isPreferences() ? TrainingMethod.DPO : TrainingMethod.SUPERVISED;
        return new RecipeOptions(method, Tuning.LORA, null, null, null, 1, null, null, null);
    }

    /** Returns a copy with another method. */
    public RecipeOptions withMethod(TrainingMethod value) {
        return new RecipeOptions(
                value, tuning, epochs, learningRate, effectiveBatch, devices, maxLength, counter, countedBy);
    }

    /** Returns a copy with another tuning. */
    public RecipeOptions withTuning(Tuning value) {
        return new RecipeOptions(
                method, value, epochs, learningRate, effectiveBatch, devices, maxLength, counter, countedBy);
    }

    /** Returns a copy with other passes. */
    public RecipeOptions withEpochs(int value) {
        return new RecipeOptions(
                method, tuning, value, learningRate, effectiveBatch, devices, maxLength, counter, countedBy);
    }

    /** Returns a copy with another learning rate. */
    public RecipeOptions withLearningRate(double value) {
        return new RecipeOptions(method, tuning, epochs, value, effectiveBatch, devices, maxLength, counter, countedBy);
    }

    /** Returns a copy with another batch. */
    public RecipeOptions withEffectiveBatch(int value) {
        return new RecipeOptions(method, tuning, epochs, learningRate, value, devices, maxLength, counter, countedBy);
    }

    /** Returns a copy with other devices. */
    public RecipeOptions withDevices(int value) {
        return new RecipeOptions(
                method, tuning, epochs, learningRate, effectiveBatch, value, maxLength, counter, countedBy);
    }

    /** Returns a copy with another length. */
    public RecipeOptions withMaxLength(int value) {
        return new RecipeOptions(
                method, tuning, epochs, learningRate, effectiveBatch, devices, value, counter, countedBy);
    }

    /** Returns a copy with another counter. */
    public RecipeOptions withTokens(TokenCounter value, String name) {
        return new RecipeOptions(method, tuning, epochs, learningRate, effectiveBatch, devices, maxLength, value, name);
    }

    RowTokens tokens() {
        return counter == null ? RowTokens.estimate() : new RowTokens(counter, String.valueOf(countedBy));
    }
}
