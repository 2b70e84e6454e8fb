package io.augment.internal.run;

/**
 * Finds the rate of requests that a server bears where nobody has told it.
 *
 * <p>There is no limit until the server says "too many requests". From then on the rate follows what the server accepted:
 * accepted requests over all requests, times the rate at which they were sent; so a few dozen replies suffice to find it. It
 * climbs back to just below the rate that was refused, stays there, and looks further up every few seconds (the plateau of
 * CUBIC, RFC 9438). Where slowing down does not lessen the refusals, they have another cause than the rate, and the limit is
 * lifted for a while. Guarded by its owner's lock.
 */
final class AdaptiveRate {
    /** Starts that are remembered to tell the rate at which requests are sent. */
    private static final int RECENT = 64;

    /** Outcomes that a change of rate is judged by. */
    private static final int ENOUGH = 16;

    private static final long MEASURING_NANOS = 250_000_000;

    /** Share of requests that are taken to be accepted where too few were sent to tell. */
    private static final double UNKNOWN_SHARE = 0.5;

    private static final int MANY = 100;
    private static final int STRIKES = 6;
    private static final double TOLERATED = 0.01;
    private static final double BELOW = 0.97;
    private static final double HARDEST = 0.1;
    private static final double CLIMB = 1.02;
    private static final double PROBE = 1.05;
    private static final long CLIMB_NANOS = 100_000_000;
    private static final long PLATEAU_NANOS = 5_000_000_000L;
    private static final long LIFTED_NANOS = 30_000_000_000L;

    /** Most that is sent at once after a pause: what is due in this time. */
    private static final double BURST_NANOS = 20e6;

    /** One request a second is always allowed. */
    private static final double LEAST = 1e-9;

    private final long[] starts = new long[RECENT];
    private long started;
    private double perNano = Double.POSITIVE_INFINITY;
    private double refusedPerNano = Double.POSITIVE_INFINITY;
    private double level;
    private long last;
    private long changedNumber;
    private long climbedAt;
    private long refusedAt;
    private long liftedUntil = Long.MIN_VALUE;
    private boolean measuring;
    private long measuringUntil;
    private double sentPerNano;
    private int outcomes;
    private int refused;
    private int strikes;

    /** Returns how long the next request must wait, in nanoseconds; 0 when it may go. */
    long delay(long now) {
        if (measuring) {
            if (now - measuringUntil < 0 && outcomes < ENOUGH && outcomes < started - changedNumber) {
                return measuringUntil - now;
            }
            measured(now);
        }
        if (perNano == Double.POSITIVE_INFINITY) {
            return 0;
        }
        climb(now);
        fill(now);
        return level >= 1 ? 0 : (long) Math.ceil((1 - level) / perNano);
    }

    void take(long now) {
        starts[(int) (started++ % RECENT)] = now;
        if (perNano != Double.POSITIVE_INFINITY) {
            fill(now);
            level -= 1;
        }
    }

    /**
     * Notes that a request was not refused.
     *
     * @param number the request's place in the order of starts, counted from 1
     */
    void accepted(long number) {
        if (number > changedNumber) {
            outcomes++;
        }
    }

    /** Notes that the server refused a request because there were too many. */
    void refused(long number, long now) {
        if (number <= changedNumber || now < liftedUntil) {
            return;
        }
        if (perNano == Double.POSITIVE_INFINITY && !measuring) {
            measure(number, now);
            return;
        }
        outcomes++;
        refused++;
        if (!measuring && outcomes >= ENOUGH && refused > 1 + TOLERATED * outcomes) {
            double share = 1 - (double) refused / outcomes;
            strikes = outcomes < MANY && share > 0.5 ? strikes + 1 : 0;
            if (strikes >= STRIKES) {
                lift(now);
            } else {
                slowDown(perNano, Math.max(HARDEST, BELOW * share), now);
            }
        }
    }

    /** Sends nothing until it is known what becomes of the requests that were sent after the one that was refused. */
    private void measure(long number, long now) {
        measuring = true;
        measuringUntil = now + MEASURING_NANOS;
        sentPerNano = sentPerNano(now);
        restart(now);
        changedNumber = number;
    }

    private void measured(long now) {
        measuring = false;
        double share = outcomes == 0 ? UNKNOWN_SHARE : 1 - (double) refused / outcomes;
        slowDown(sentPerNano, Math.max(outcomes < ENOUGH ? UNKNOWN_SHARE / 2 : HARDEST, BELOW * share), now);
    }

    private void slowDown(double from, double factor, long now) {
        refusedPerNano = from;
        refusedAt = now;
        perNano = Math.max(LEAST, from * factor);
        level = Math.min(level, 0);
        restart(now);
    }

    private void lift(long now) {
        perNano = Double.POSITIVE_INFINITY;
        liftedUntil = now + LIFTED_NANOS;
        strikes = 0;
        restart(now);
    }

    private void restart(long now) {
        last = now;
        climbedAt = now;
        changedNumber = started;
        outcomes = 0;
        refused = 0;
    }

    private double sentPerNano(long now) {
        long count = Math.min(started, RECENT);
        return count / (double) Math.max(1, now - starts[(int) ((started - count) % RECENT)]);
    }

    private void fill(long now) {
        level = Math.min(Math.max(1, BURST_NANOS * perNano), level + (now - last) * perNano);
        last = now;
    }

    private void climb(long now) {
        while (now - climbedAt >= CLIMB_NANOS) {
            climbedAt += CLIMB_NANOS;
            if (climbedAt - refusedAt > PLATEAU_NANOS) {
                perNano *= PROBE;
            } else if (perNano < refusedPerNano * BELOW) {
                perNano = Math.min(perNano * CLIMB, refusedPerNano * BELOW);
            }
        }
    }
}
