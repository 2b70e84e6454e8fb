package io.augment.local.internal.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a process and what it started: first politely, then by force. */
final class Stopping {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private Stopping() {}

    /** Sends TERM, waits as long as is allowed, and sends KILL to what is left. */
    static void stop(Process process, Duration allowed) {
        // A script may have started the server as a child, which would outlive it.
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        if (!ended(process, allowed) || family.stream().anyMatch(ProcessHandle::isAlive)) {
            family.addAll(process.descendants().toList());
            process.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
            ended(process, AFTER_KILL);
        }
    }

    /** Waits for the end; an interrupt ends the waiting and stays set. */
    private static boolean ended(Process process, Duration allowed) {
        try {
            return process.waitFor(allowed.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
