package io.augment.openai;

import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.openai.internal.TrainingData;
import io.augment.openai.internal.TrainingEndpoint;
import io.augment.train.TrainingCheckpoint;
import io.augment.train.TrainingEstimate;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingException;
import io.augment.train.TrainingFiles;
import io.augment.train.TrainingMethod;
import io.augment.train.TrainingRequest;
import io.augment.train.TrainingService;
import io.augment.train.TrainingStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Trains models by OpenAI's fine-tuning API, supervised or by preferences (DPO), and by servers that speak the same API.
 *
 * <p>Takes the settings of a chat model: address, key, provider, time limits; the model that they name, if any, plays no part in
 * training. A job is tagged in its metadata; a server that keeps no metadata is asked for the job of the uploaded file, whose
 * name is unique. Options of a request become fields of the body that starts the job. Safe for use by many threads; blocking;
 * each call is one attempt. Close the service to close its connections and the models that it handed out.
 *
 * <pre>{@code
 * try (OpenAiTraining service = OpenAiTraining.of(OpenAiChatModel.fromEnv(), "3.00")) {
 *     TrainingJob job = FineTuning.with(service).maxCost("20.00").start(request, directory);
 *     ChatModel student = service.model(job.follow().requireModelName());
 * }
 * }</pre>
 */
public final class OpenAiTraining implements TrainingService, AutoCloseable {
    private final String provider;
    private final String shownUrl;
    private final TrainingEndpoint endpoint;
    private final OpenAiChatModel.Builder settings;
    private final @Nullable BigDecimal pricePerMillion;
    private final Queue<OpenAiChatModel> models = new ConcurrentLinkedQueue<>();

    OpenAiTraining(
            String provider,
            String shownUrl,
            TrainingEndpoint endpoint,
            OpenAiChatModel.Builder settings,
            @Nullable BigDecimal pricePerMillion) {
        this.provider = provider;
        this.shownUrl = shownUrl;
        this.endpoint = endpoint;
        this.settings = settings;
        this.pricePerMillion = pricePerMillion;
    }

    /**
     * Creates a service without a price, for which no cap on the cost can be kept.
     *
     * @throws IllegalStateException if the base URL is missing, or the key was set in two ways
     * @throws io.augment.chat.AuthenticationException if the environment variable with the key is not set
     */
    public static OpenAiTraining of(OpenAiChatModel.Builder settings) {
        return new Assembly(settings.copy(), "fine-tuning").training(null);
    }

    /**
     * Creates a service.
     *
     * @param pricePerMillion US dollars for a million trained tokens, a decimal number
     * @throws IllegalArgumentException if the price is no decimal number or negative
     * @throws IllegalStateException if the base URL is missing, or the key was set in two ways
     * @throws io.augment.chat.AuthenticationException if the environment variable with the key is not set
     */
    public static OpenAiTraining of(OpenAiChatModel.Builder settings, String pricePerMillion) {
        BigDecimal price = new BigDecimal(pricePerMillion);
        if (price.signum() < 0) {
            throw new IllegalArgumentException("A price is not negative, but was " + pricePerMillion);
        }
        return new Assembly(settings.copy(), "fine-tuning").training(price);
    }

    @Override
    public String name() {
        return provider;
    }

    @Override
    public TrainingEstimate estimate(TrainingRequest request) {
        if (request.method() != TrainingMethod.SUPERVISED && request.method() != TrainingMethod.DPO) {
            throw new TrainingException("This API trains supervised or by dpo, not by "
                    + request.method().label() + ". Use a training recipe for that.");
        }
        Path validation = request.validationFile();
        if (validation != null) {
            TrainingData.estimate(validation, 1, null);
        }
        return TrainingData.estimate(request.trainingFile(), request.epochs(), pricePerMillion);
    }

    @Override
    public String upload(Path file, String name) {
        return endpoint.upload(file, name);
    }

    @Override
    public @Nullable String findUpload(String name) {
        return endpoint.findFile(name);
    }

    @Override
    public String start(TrainingRequest request, TrainingFiles files, String tag) {
        return endpoint.start(request, files, tag);
    }

    @Override
    public @Nullable String findJob(String tag) {
        return endpoint.findJob(tag);
    }

    @Override
    public TrainingStatus status(String jobId) {
        return endpoint.status(jobId, pricePerMillion);
    }

    @Override
    public List<TrainingEvent> events(String jobId, @Nullable String after) {
        return endpoint.events(jobId, after);
    }

    @Override
    public List<TrainingCheckpoint> checkpoints(String jobId) {
        return endpoint.checkpoints(jobId);
    }

    @Override
    public TrainingStatus cancel(String jobId) {
        try {
            return endpoint.cancel(jobId, pricePerMillion);
        } catch (BadRequestException e) {
            // A job that has ended cannot be canceled; then its state says so.
            TrainingStatus status = endpoint.status(jobId, pricePerMillion);
            if (status.state().isEnded()) {
                return status;
            }
            throw e;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The model has the settings of this service: its price and limits are those that were set for chat.
     */
    @Override
    public ChatModel model(String modelName) {
        OpenAiChatModel model = new Assembly(settings, modelName).model();
        models.add(model);
        return model;
    }

    /** Aborts the calls under way, and closes the connections and the models that were handed out. */
    @Override
    public void close() {
        models.forEach(OpenAiChatModel::close);
        endpoint.close();
    }

    @Override
    public String toString() {
        return "OpenAiTraining[" + provider + " at " + shownUrl + "]";
    }
}
