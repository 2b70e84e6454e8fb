package io.augment.examples.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C into an interrupt of the working thread, and holds the end of the process back until that thread has written
 * what it has. The library installs no such hook; a program decides for itself.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);

    private Interruption() {}

    /** Installs the hook for the calling thread. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.end(worker), "augment-interruption"));
        return interruption;
    }

    private void end(Thread worker) {
        if (done.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that the work is done: the process may end. */
    @Override
    public void close() {
        done.countDown();
    }
}
