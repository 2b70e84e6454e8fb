package io.augment.train;

import io.augment.internal.train.Driver;

/** Is a job that a service has and the run directory names. Safe for use by many threads. */
public final class TrainingJob {
    private final Driver driver;
    private final String id;

    TrainingJob(Driver driver, String id) {
        this.driver = driver;
        this.id = id;
    }

    /** Returns the service's identifier of the job. */
    public String id() {
        return id;
    }

    /**
     * Returns how far the job is. The end is in the run directory once it was seen; then the service is not asked.
     *
     * @throws io.augment.chat.ChatException if the service cannot be reached for long
     * @throws InterruptedException if the thread is interrupted
     */
    public TrainingStatus status() throws InterruptedException {
        return driver.status(id);
    }

    /**
     * Waits for the end of the job and tells its events meanwhile; they are kept in the run directory's
     * {@code training/events.jsonl}.
     *
     * @throws io.augment.run.RunDirectoryInUseException if another program follows the job
     * @throws io.augment.chat.ChatException if the service cannot be reached for long; the job goes on
     * @throws InterruptedException if the thread is interrupted; the job goes on
     */
    public TrainingStatus follow() throws InterruptedException {
        return driver.follow(id);
    }

    /**
     * Ends the job; returns how far it is then, which may still be running. A job that has ended stays as it is.
     *
     * @throws io.augment.chat.ChatException if the service cannot be reached for long
     * @throws InterruptedException if the thread is interrupted
     */
    public TrainingStatus cancel() throws InterruptedException {
        return driver.cancel(id);
    }

    @Override
    public String toString() {
        return "TrainingJob[" + id + "]";
    }
}
