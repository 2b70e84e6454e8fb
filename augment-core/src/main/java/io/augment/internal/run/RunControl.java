package io.augment.internal.run;

import io.augment.run.StopReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one decision to stop, and aborts calls that are under way.
 *
 * <p>Stopping lets calls finish and starts no new one; aborting ends those that are left.
 */
final class RunControl {
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> wakeUps = ConcurrentHashMap.newKeySet();
    private volatile boolean aborted;

    /** Holds why a run stops; the error is what its caller shall see. */
    record Stop(StopReason reason, @Nullable RuntimeException error) {}

    /** Stops the run; the first decision holds. */
    void stop(StopReason reason) {
        decide(new Stop(reason, null));
    }

    /** Stops the run with an error that its caller shall see. */
    void fail(RuntimeException error) {
        decide(new Stop(StopReason.ERROR, error));
    }

    private void decide(Stop decision) {
        if (stop.compareAndSet(null, decision)) {
            wakeUps.forEach(Runnable::run);
        }
    }

    /** Returns the decision, or null while the run goes on. */
    @Nullable
    Stop stopped() {
        return stop.get();
    }

    /** Throws when the run was stopped. */
    void check() {
        Stop decision = stop.get();
        if (decision != null) {
            throw new RunStoppedException(decision.reason().label());
        }
    }

    /** Registers what wakes up those who wait for something that a stop makes pointless. */
    void onStop(Runnable wakeUp) {
        wakeUps.add(wakeUp);
        if (stop.get() != null) {
            wakeUp.run();
        }
    }

    /** Aborts the calls that are under way and all later ones. */
    void abort() {
        aborted = true;
        aborts.forEach(Runnable::run);
    }

    boolean isAborted() {
        return aborted;
    }

    /** Registers what aborts a call. */
    void onAbort(Runnable abort) {
        aborts.add(abort);
        if (aborted) {
            abort.run();
        }
    }

    void forget(Runnable abort) {
        aborts.remove(abort);
    }
}
