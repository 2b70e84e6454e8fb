package io.augment.testkit.internal.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Starts a thread for each connection: a virtual one where the JVM has them, otherwise a daemon with a small stack. */
public final class ConnectionThreads {
    private static final long STACK_BYTES = 512 * 1024;
    private static final @Nullable MethodHandle VIRTUAL = virtual();

    private final String name;
    private final AtomicInteger started = new AtomicInteger();

    /** Creates a factory whose platform threads are called {@code name-1}, {@code name-2} and so on. */
    public ConnectionThreads(String name) {
        this.name = name;
    }

    /** Starts a thread that runs {@code task}. */
    public Thread start(Runnable task) {
        Thread thread = VIRTUAL == null ? null : startVirtual(VIRTUAL, task);
        return thread == null ? startPlatform(task) : thread;
    }

    /** Starts a platform thread, also where the JVM has virtual ones. */
    public Thread startPlatform(Runnable task) {
        Thread thread = new Thread(null, task, name + "-" + started.incrementAndGet(), STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static @Nullable MethodHandle virtual() {
        try {
            MethodHandle handle = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
            // where virtual threads are a preview the method is there but throws
            return startVirtual(handle, () -> {}) == null ? null : handle;
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    private static @Nullable Thread startVirtual(MethodHandle handle, Runnable task) {
        try {
            return (Thread) handle.invokeExact(task);
        } catch (UnsupportedOperationException e) {
            return null;
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a virtual thread could not be started", e);
        }
    }
}
