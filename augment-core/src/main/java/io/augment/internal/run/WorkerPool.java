package io.augment.internal.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on a bounded number of threads, the oldest record's first, so that finished records leave soon.
 *
 * <p>The threads are virtual where Java has them (21 and later) and platform threads otherwise; all are daemons.
 */
final class WorkerPool implements AutoCloseable {
    private static final @Nullable MethodHandle START_VIRTUAL = startVirtual();

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final PriorityQueue<Task> queue = new PriorityQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private int running;
    private int idle;
    private boolean closed;

    WorkerPool(int most) {
        this.most = most;
    }

    /** A piece of work; smaller ranks go first. */
    abstract static class Task implements Comparable<Task> {
        private final int segment;
        private final long rank;

        /**
         * Creates a task.
         *
         * @param segment number of the segment; later segments go first, since they finish records
         * @param rank place of the record in its segment
         */
        Task(int segment, long rank) {
            this.segment = segment;
            this.rank = rank;
        }

        abstract void run();

        @Override
        public final int compareTo(Task other) {
            return segment != other.segment ? Integer.compare(other.segment, segment) : Long.compare(rank, other.rank);
        }
    }

    void submit(Task task) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The pool is closed");
            }
            queue.add(task);
            if (idle >= queue.size()) {
                work.signal();
            } else if (running < most) {
                running++;
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (START_VIRTUAL != null) {
            try {
                threads.add((Thread) START_VIRTUAL.invokeExact((Runnable) this::loop));
                return;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("Cannot start a virtual thread", e);
            }
        }
        Thread thread = new Thread(this::loop, "augment-worker-" + running);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void loop() {
        while (true) {
            Task task = take();
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    private @Nullable Task take() {
        lock.lock();
        try {
            while (true) {
                Task task = queue.poll();
                if (task != null) {
                    return task;
                }
                if (closed) {
                    running--;
                    work.signalAll();
                    return null;
                }
                idle++;
                try {
                    work.awaitUninterruptibly();
                } finally {
                    idle--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no further tasks; drops those that have not begun, and lets the threads end. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, once closed, until all threads have ended the work that they had begun; an interrupt is kept for later.
     *
     * @return whether they have
     */
    boolean awaitEnd(Duration time) {
        long left = time.toNanos();
        boolean interrupted = false;
        lock.lock();
        try {
            while (running > 0 && left > 0) {
                try {
                    left = work.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return running == 0;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static @Nullable MethodHandle startVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }
}
