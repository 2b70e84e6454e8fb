package io.augment.local.internal.serve;

import io.augment.local.internal.model.Batch;
import io.augment.local.internal.model.KvCache;
import org.jspecify.annotations.Nullable;

/** Is the place of one request in the engine. Only the engine's thread uses it. */
final class Slot {
    final KvCache cache;
    private @Nullable Job job;
    private int nextToken = Step.END;
    private int output = -1;
    private long freedAt;

    Slot(KvCache cache) {
        this.cache = cache;
    }

    @Nullable
    Job job() {
        return job;
    }

    boolean isFree() {
        return job == null;
    }

    long freedAt() {
        return freedAt;
    }

    /** Takes a request, and keeps what the cache holds of its prompt already; the last token is always computed. */
    void take(Job newJob) {
        int same = commonPrefix(newJob);
        if (same == 0) {
            cache.restart(newJob.adapterScales());
        } else {
            cache.truncate(same);
        }
        job = newJob;
        nextToken = Step.END;
        newJob.reused(same);
    }

    /** Returns how many tokens of a prompt the cache holds, the last one left out. */
    int commonPrefix(Job other) {
        return Math.min(cache.commonPrefix(other.prompt(), other.adapterScales()), other.prompt().length - 1);
    }

    void free(long time) {
        job = null;
        nextToken = Step.END;
        output = -1;
        freedAt = time;
    }

    boolean isReading() {
        return job != null && nextToken == Step.END;
    }

    /** Takes over what another slot has computed of the same prompt. */
    void copy(Slot other, int positions) {
        cache.copyFrom(other.cache, positions);
        if (job != null) {
            job.reused(positions);
        }
    }

    /** Adds the chosen token to the batch. */
    void addChosen(Batch batch) {
        output = nextToken == Step.END ? -1 : batch.add(cache, nextToken, true);
    }

    /** Adds as much of the prompt as fits into the batch. */
    void addPrompt(Batch batch) {
        if (job == null) {
            return;
        }
        int[] prompt = job.prompt();
        while (cache.length() < prompt.length && batch.free() > 0) {
            int at = cache.length();
            output = batch.add(cache, prompt[at], at == prompt.length - 1);
        }
    }

    /** Returns which output of the batch is this slot's, or -1. */
    int output() {
        return output;
    }

    void choose(int token) {
        nextToken = token;
        output = -1;
    }
}
