package io.augment.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Makes calls with nothing around them: threads that each ask and read, over and over. */
final class ClosedLoop {
    private ClosedLoop() {}

    /** Hands each call's text to one of so many threads. */
    static void run(int calls, int concurrency, Consumer<String> call) throws InterruptedException, ExecutionException {
        AtomicLong next = new AtomicLong();
        ExecutorService threads = threads(concurrency);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < concurrency; i++) {
                futures.add(threads.submit(() -> {
                    for (long number = next.getAndIncrement(); number < calls; number = next.getAndIncrement()) {
                        call.accept(NumberedSeeds.seed(number).text());
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Takes virtual threads where Java has them, as the engine does. */
    private static ExecutorService threads(int concurrency) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newFixedThreadPool(concurrency);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
