package io.augment.local.internal.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Ends the child processes that are still there when the JVM exits or is killed: nobody else would. */
final class ExitGuard {
    private static final Set<Process> CHILDREN = ConcurrentHashMap.newKeySet();
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static boolean registered;

    private ExitGuard() {}

    /**
     * Watches over a process until it is {@linkplain #remove removed}.
     *
     * @throws IllegalStateException if the JVM is exiting already
     */
    static synchronized void add(Process child) {
        if (!registered) {
            Runtime.getRuntime().addShutdownHook(new Thread(ExitGuard::stopAll, "llama-server-exit"));
            registered = true;
        }
        CHILDREN.add(child);
        OrphanWatch watch = OrphanWatch.over(child);
        if (watch != null) {
            CompletableFuture<Void> unused = child.onExit().thenRun(watch::end);
        }
    }

    static void remove(Process child) {
        CHILDREN.remove(child);
    }

    private static void stopAll() {
        CHILDREN.forEach(Process::destroy);
        CHILDREN.forEach(child -> Stopping.stop(child, GRACE));
    }
}
