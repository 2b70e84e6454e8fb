package io.augment.local.internal.serve;

import io.augment.local.internal.model.Batch;
import io.augment.local.internal.model.KvCache;
import io.augment.local.internal.model.Transformer;
import io.augment.local.internal.model.Weights;
import io.augment.local.internal.tensor.Kernels;
import io.augment.local.internal.tensor.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Runs requests side by side. Safe for use by many threads.
 *
 * <p>All state but the queue belongs to one daemon thread. A request's tokens do not depend on what else is under way.
 */
public final class Engine implements AutoCloseable {
    /** Rows of a pass: enough that unpacking the weights is a small part of the work. */
    private static final int BATCH = 64;

    private static final long JOIN_MILLIS = 30_000;

    private final Weights weights;
    private final EngineOptions options;
    private final Workers workers;
    private final Transformer transformer;
    private final Batch batch;
    private final List<Slot> slots = new ArrayList<>();
    private final Thread thread;

    private final Object lock = new Object();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private boolean closed;
    private long turns;

    private Engine(Weights weights, Kernels kernels, EngineOptions options) {
        this.weights = weights;
        this.options = options;
        this.workers = new Workers(options.threads(), kernels, options.name());
        int rows = Math.max(BATCH, options.slots());
        this.transformer = new Transformer(weights, workers, rows);
        this.batch = new Batch(rows);
        for (int i = 0; i < options.slots(); i++) {
            slots.add(new Slot(new KvCache(weights.shape(), options.context())));
        }
        this.thread = new Thread(this::serve, "augment-local-" + options.name());
        thread.setDaemon(true);
    }

    /** Starts an engine. */
    public static Engine start(Weights weights, Kernels kernels, EngineOptions options) {
        Engine engine = new Engine(weights, kernels, options);
        engine.thread.start();
        return engine;
    }

    /** Returns how the engine runs. */
    public EngineOptions options() {
        return options;
    }

    /**
     * Takes a request.
     *
     * @param prompt at least one token, and fewer than a slot has positions
     * @param adapterScales a scale for each adapter of the model
     * @throws EngineClosedException if the engine is closed
     */
    public Job submit(int[] prompt, float[] adapterScales, Step step) {
        if (prompt.length == 0 || prompt.length >= options.context()) {
            throw new IllegalArgumentException("A prompt of " + prompt.length + " tokens does not fit");
        }
        for (int token : prompt) {
            if (token < 0 || token >= weights.shape().vocabulary()) {
                throw new IllegalArgumentException("The model has no token " + token);
            }
        }
        Job job = new Job(prompt, adapterScales, step, this::wake);
        synchronized (lock) {
            if (closed) {
                throw new EngineClosedException();
            }
            waiting.add(job);
            lock.notifyAll();
        }
        return job;
    }

    private void wake() {
        synchronized (lock) {
            waiting.removeIf(Job::isCancelled);
            lock.notifyAll();
        }
    }

    private void serve() {
        try {
            while (admit()) {
                try {
                    turn();
                } catch (RuntimeException | Error e) {
                    failAll(e);
                }
            }
        } finally {
            workers.close();
            failAll(new EngineClosedException());
        }
    }

    /** Waits for work and gives requests their slots; returns false when the engine is closed. */
    private boolean admit() {
        synchronized (lock) {
            while (!closed && waiting.isEmpty() && slots.stream().allMatch(Slot::isFree)) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Nobody but close() ends this thread.
                }
            }
            boolean free = true;
            while (free && !closed && !waiting.isEmpty()) {
                free = admit(waiting.peek());
                if (free) {
                    waiting.remove();
                }
            }
            return !closed;
        }
    }

    /** Gives a request the free slot that knows most of its prompt, and of those the one that is free the longest. */
    private boolean admit(Job job) {
        Slot best = null;
        int known = -1;
        for (Slot slot : slots) {
            if (slot.isFree()) {
                int same = slot.commonPrefix(job);
                if (best == null || same > known || (same == known && slot.freedAt() < best.freedAt())) {
                    best = slot;
                    known = same;
                }
            }
        }
        if (best != null) {
            best.take(job);
        }
        return best != null;
    }

    /** Runs one pass: a token of each reply under way, and as much of the prompts as fits beside them. */
    private void turn() {
        turns++;
        batch.clear();
        for (Slot slot : slots) {
            Job job = slot.job();
            if (job != null && job.isCancelled()) {
                slot.free(turns);
            }
            slot.addChosen(batch);
        }
        List<Slot> reading = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.isReading() && !isReadBy(reading, slot)) {
                copyPrefix(slot);
                slot.addPrompt(batch);
                reading.add(slot);
            }
        }
        if (batch.size() == 0) {
            return;
        }
        transformer.run(batch);
        List<Slot> ready = slots.stream().filter(slot -> slot.output() >= 0).toList();
        workers.run(ready.size(), (index, scratch) -> step(ready.get(index)));
    }

    /** Returns whether another slot reads the same words right now: it is cheaper to wait for it and copy. */
    private boolean isReadBy(List<Slot> others, Slot slot) {
        Job job = slot.job();
        for (Slot other : others) {
            Job its = other.job();
            if (job != null && its != null && Arrays.equals(job.adapterScales(), its.adapterScales())) {
                int same = Arrays.mismatch(job.prompt(), its.prompt());
                int shared = Math.min(same < 0 ? job.prompt().length : same, job.prompt().length - 1);
                if (shared > slot.cache.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void copyPrefix(Slot slot) {
        Job job = slot.job();
        Slot best = slot;
        int known = slot.cache.length();
        for (Slot other : slots) {
            if (job != null && other.commonPrefix(job) > known) {
                best = other;
                known = other.commonPrefix(job);
            }
        }
        if (best != slot) {
            slot.copy(best, known);
        }
    }

    private void step(Slot slot) {
        Job job = slot.job();
        if (job == null) {
            return;
        }
        int from = slot.output() * batch.logitStride();
        int token;
        try {
            token = job.step()
                    .next(Arrays.copyOfRange(
                            batch.logits(), from, from + weights.shape().vocabulary()));
            if (token != Step.END && slot.cache.length() == slot.cache.limit()) {
                throw new IllegalStateException("The reply is longer than the slot");
            }
        } catch (RuntimeException | Error e) {
            job.finish(Job.End.DONE, e);
            token = Step.END;
        }
        if (token == Step.END) {
            job.finish(Job.End.DONE, null);
            slot.free(turns);
        } else {
            slot.choose(token);
        }
    }

    private void failAll(Throwable cause) {
        List<Job> jobs = new ArrayList<>();
        for (Slot slot : slots) {
            Job job = slot.job();
            if (job != null) {
                jobs.add(job);
            }
            slot.free(turns);
            // What a broken pass left in the cache is not to be believed.
            slot.cache.restart(new float[0]);
        }
        if (cause instanceof EngineClosedException) {
            synchronized (lock) {
                jobs.addAll(waiting);
                waiting.clear();
            }
        }
        jobs.forEach(job -> job.finish(Job.End.DONE, cause));
    }

    /** Ends all requests, then the threads; waits for the pass under way, at most half a minute. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
