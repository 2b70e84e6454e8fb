package io.augment.planted;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does what a library must not do in somebody else's process. */
final class Manners {

    interface Wait {
        void upTo(long millis) throws InterruptedException;
    }

    private Manners() {}

    static void out() {
        System.out.println("out");
    }

    static void err() {
        System.err.println("err");
    }

    static void trace(Exception e) {
        e.printStackTrace();
    }

    static Wait sleep() {
        return Thread::sleep;
    }

    static void sleepUnit() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }

    static void park() {
        LockSupport.parkUntil(Instant.EPOCH.toEpochMilli());
    }

    static void exit() {
        System.exit(1);
    }

    static void halt() {
        Runtime.getRuntime().halt(1);
    }

    static void hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
    }
}
