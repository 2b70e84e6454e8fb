package io.augment.internal.run;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;

/**
 * Plays time for one thread: waiting moves the clock to the end of the wait, or to the first event that was planned for
 * before, which then happens.
 */
final class FakeClock implements RunClock {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));

    private long now;
    private long planned;

    private record Event(long at, long number, Runnable what) {}

    FakeClock(long start) {
        this.now = start;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Plans something. */
    void after(long nanos, Runnable what) {
        events.add(new Event(now + nanos, planned++, what));
    }

    @Override
    public void await(Condition condition, long nanos) {
        long end = nanos == Long.MAX_VALUE ? Long.MAX_VALUE : now + nanos;
        Event next = events.peek();
        if (next != null && next.at() <= end) {
            step();
        } else if (end == Long.MAX_VALUE) {
            throw new IllegalStateException("Nothing is planned that could end this wait");
        } else {
            now = end;
        }
    }

    /** Goes on to the next event, and returns whether there was one. */
    boolean step() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        now = Math.max(now, event.at());
        event.what().run();
        return true;
    }
}
