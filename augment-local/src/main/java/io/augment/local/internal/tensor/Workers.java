package io.augment.local.internal.tensor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shares the tasks of a job among a few threads; the caller is one of them. Idle threads are parked and none of them spins,
 * so a busy machine makes a job slower only by what it takes away.
 *
 * <p>One job at a time: {@link #run} is for one caller.
 */
public final class Workers implements AutoCloseable {
    private final Kernels kernels;
    private final Scratch[] scratch;
    private final Object lock = new Object();
    private @Nullable Job current;
    private boolean closed;

    /** Does one task of a job. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does the task.
         *
         * @param index which one, from 0
         * @param scratch memory of the thread that does it
         */
        void run(int index, Scratch scratch);
    }

    /**
     * Starts the threads; they are daemons.
     *
     * @param threads how many, the caller included
     * @param name in the threads' names
     */
    public Workers(int threads, Kernels kernels, String name) {
        this.kernels = kernels;
        this.scratch = new Scratch[threads];
        for (int i = 0; i < threads; i++) {
            scratch[i] = new Scratch();
        }
        for (int i = 1; i < threads; i++) {
            Scratch own = scratch[i];
            Thread thread = new Thread(() -> help(own), "augment-local-" + name + "-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Returns the kernels that tasks use. */
    public Kernels kernels() {
        return kernels;
    }

    /** Returns how many threads there are, the caller included. */
    public int threads() {
        return scratch.length;
    }

    /** Does all tasks of a job, and returns when all are done; the first exception of a task is thrown. */
    public void run(int tasks, Task task) {
        if (scratch.length == 1 || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                task.run(i, scratch[0]);
            }
            return;
        }
        Job job = new Job(tasks, task);
        synchronized (lock) {
            current = job;
            lock.notifyAll();
        }
        job.work(scratch[0]);
        job.await();
    }

    private void help(Scratch own) {
        Job last = null;
        while (true) {
            Job job;
            synchronized (lock) {
                while (!closed && current == last) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        // Nobody but close() ends these threads.
                    }
                }
                if (closed) {
                    return;
                }
                job = current;
            }
            if (job != null) {
                job.work(own);
            }
            last = job;
        }
    }

    /** Ends the threads; no job may be under way. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private static final class Job {
        private final int tasks;
        private final Task task;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Job(int tasks, Task task) {
            this.tasks = tasks;
            this.task = task;
        }

        void work(Scratch own) {
            int index = next.getAndIncrement();
            while (index < tasks) {
                try {
                    if (failure.get() == null) {
                        task.run(index, own);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
                if (done.incrementAndGet() == tasks) {
                    synchronized (this) {
                        notifyAll();
                    }
                }
                index = next.getAndIncrement();
            }
        }

        /** Waits for the others; an interrupt stays on record and ends nothing, since they use the caller's memory. */
        void await() {
            boolean interrupted = false;
            synchronized (this) {
                while (done.get() < tasks) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }
    }
}
