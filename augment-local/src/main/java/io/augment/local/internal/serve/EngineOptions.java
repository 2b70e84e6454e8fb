package io.augment.local.internal.serve;

/**
 * Says how an engine runs.
 *
 * @param threads threads that compute
 * @param slots requests under way at once
 * @param context positions of a slot: most tokens of prompt and reply together
 * @param name in the threads' names
 */
public record EngineOptions(int threads, int slots, int context, String name) {
    /** Creates options. */
    public EngineOptions {
        if (threads < 1 || slots < 1 || context < 2) {
            throw new IllegalArgumentException("An engine needs a thread, a slot and two positions");
        }
    }
}
