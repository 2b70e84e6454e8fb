package io.augment.train;

import io.augment.internal.train.Driver;
import io.augment.run.RunDirectory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Starts training jobs, each exactly once, and finds them again after a restart.
 *
 * <p>Before anything is sent, the run directory says under which tag; before a job is followed, it says which one. So a
 * program that was killed at any moment, and is started again with the same request and directory, goes on with the job that
 * it had: where it cannot know whether the service has made the job, it asks the service for the tag. Immutable; safe for use
 * by many threads.
 *
 * <pre>{@code
 * TrainingJob job = FineTuning.with(service).maxCost("20.00").start(request, directory);
 * TrainingStatus end = job.follow();
 * ChatModel student = service.model(end.requireModelName());
 * }</pre>
 */
public final class FineTuning {
    private static final Duration DEFAULT_POLL = Duration.ofSeconds(10);
    private static final Duration DEFAULT_SETTLING = Duration.ofSeconds(15);
    private static final TrainingListener NOBODY = new TrainingListener() {};

    private final TrainingService service;
    private final Duration poll;
    private final Duration settling;
    private final @Nullable BigDecimal maxCost;
    private final TrainingListener listener;
    private final Waiter waiter;

    private FineTuning(
            TrainingService service,
            Duration poll,
            Duration settling,
            @Nullable BigDecimal maxCost,
            TrainingListener listener,
            Waiter waiter) {
        this.service = service;
        this.poll = poll;
        this.settling = settling;
        this.maxCost = maxCost;
        this.listener = listener;
        this.waiter = waiter;
    }

    /** Waits; tests bring their own. */
    @FunctionalInterface
    public interface Waiter {
        /**
         * Waits for a time.
         *
         * @throws InterruptedException if the thread is interrupted meanwhile
         */
        void await(Duration time) throws InterruptedException;
    }

    /** Uses a service: asks it every 10 seconds, without a cap on the cost. */
    public static FineTuning with(TrainingService service) {
        return new FineTuning(
                Objects.requireNonNull(service, "service"),
                DEFAULT_POLL,
                DEFAULT_SETTLING,
                null,
                NOBODY,
                Driver.systemWaiter());
    }

    /**
     * Sets how long to wait between two questions for the state; 10 seconds unless set.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FineTuning pollEvery(Duration value) {
        return new FineTuning(service, positive(value), settling, maxCost, listener, waiter);
    }

    /**
     * Sets how long a service may take to list what it has just made; 15 seconds unless set. When a request's outcome is
     * unknown and the tag is not found, the service is asked again after this time, and only then is the request repeated.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public FineTuning settling(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("A time to settle is not negative, but was " + value);
        }
        return new FineTuning(service, poll, value, maxCost, listener, waiter);
    }

    /**
     * Refuses to start a job that could cost more, every byte of the data counted as a token. The number of epochs that the
     * estimate reckons with is then sent with the request.
     *
     * @param usd US dollars, a decimal number such as {@code "20.00"}
     * @throws IllegalArgumentException if it is no decimal number or negative
     */
    public FineTuning maxCost(String usd) {
        BigDecimal most = new BigDecimal(usd);
        if (most.signum() < 0) {
            throw new IllegalArgumentException("A cap is not negative, but was " + usd);
        }
        return new FineTuning(service, poll, settling, most, listener, waiter);
    }

    /** Sets who is told what happens. */
    public FineTuning listener(TrainingListener value) {
        return new FineTuning(service, poll, settling, maxCost, Objects.requireNonNull(value, "listener"), waiter);
    }

    /** Sets how to wait, for tests. */
    public FineTuning waiter(Waiter value) {
        return new FineTuning(service, poll, settling, maxCost, listener, Objects.requireNonNull(value, "waiter"));
    }

    /**
     * Estimates what a job takes; nothing is sent.
     *
     * @throws TrainingException if a file cannot be read, or the service cannot train so
     */
    public TrainingEstimate estimate(TrainingRequest request) {
        return service.estimate(request);
    }

    /**
     * Starts the job, or returns the one that this directory has for the same request, whatever its state.
     *
     * @throws TrainingException if the directory has a job of another request or service, a file cannot be read, or the job
     *     could cost more than allowed
     * @throws io.augment.run.RunDirectoryInUseException if another program starts or follows a job there
     * @throws io.augment.chat.ChatException if the service refuses, or cannot be reached for long
     * @throws InterruptedException if the thread is interrupted; a repeated call goes on
     */
    public TrainingJob start(TrainingRequest request, RunDirectory directory) throws InterruptedException {
        Driver driver = driver(directory);
        return new TrainingJob(driver, driver.start(request, false));
    }

    /**
     * Starts another job in the directory after the last one has ended; the request may be another.
     *
     * @throws TrainingException if the last job has not ended, or as {@link #start} does
     * @throws io.augment.run.RunDirectoryInUseException if another program starts or follows a job there
     * @throws io.augment.chat.ChatException if the service refuses, or cannot be reached for long
     * @throws InterruptedException if the thread is interrupted; a repeated call of {@link #start} goes on
     */
    public TrainingJob startAnew(TrainingRequest request, RunDirectory directory) throws InterruptedException {
        Driver driver = driver(directory);
        return new TrainingJob(driver, driver.start(request, true));
    }

    /**
     * Returns the job that the directory has.
     *
     * @throws TrainingException if it has none, or one of another service
     * @throws io.augment.chat.ChatException if the service has to be asked for it and cannot be reached for long
     * @throws InterruptedException if the thread is interrupted
     */
    public TrainingJob resume(RunDirectory directory) throws InterruptedException {
        Driver driver = driver(directory);
        return new TrainingJob(driver, driver.resume());
    }

    private Driver driver(RunDirectory directory) {
        return new Driver(service, directory, poll, settling, maxCost, listener, waiter);
    }

    private static Duration positive(Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("The time between two questions is positive, but was " + value);
        }
        return value;
    }
}
