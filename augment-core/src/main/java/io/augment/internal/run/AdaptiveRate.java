package io.augment.internal.run;

import org.jspecify.annotations.Nullable;

/**
 * Finds the rate of requests that a server bears where nobody has told it.
 *
 * <p>There is no limit until the server says "too many requests". A server that says so has nothing left to give, so what it
 * accepts from one refusal to another, over the time between them, is what it bears; the longer the time, the surer. After
 * the first refusals the rate is a guess. From there it climbs, by smaller steps after each finding, until two findings
 * agree. It then stays just below what was found and looks further up every few seconds (the plateau of CUBIC, RFC 9438).
 * Where less than half of what was accepted before is refused as well, refusals have another cause than the rate, and the
 * limit is lifted: for a while, or until fewer than three quarters are accepted.
 *
 * <p>The constants were chosen by playing servers with buckets and windows of many sizes, 100 times each, for a wall time
 * within 10% of the least and few refusals. Guarded by its owner's lock.
 */
final class AdaptiveRate {
    /** Starts that are remembered to tell the rate at which requests are sent. */
    private static final int RECENT = 64;

    /** Outcomes that a change of rate is judged by, or so many refusals. */
    private static final int ENOUGH = 16;

    private static final int ENOUGH_REFUSED = 4;

    /** Outcomes of which one may be refused before the rate changes. */
    private static final int MEMORY = 200;

    /** Requests after which a change has helped, so that the next one is no more of the same. */
    private static final int ROW = 1000;

    /** Accepted requests between two refusals that tell the rate to a few percent. */
    private static final int SURE = 48;

    /** And the time that it takes at least. */
    private static final long SURE_NANOS = 100_000_000;

    /** Accepted requests that tell it at all. */
    private static final int ROUGH = 8;

    /** How much later than it started a request may have reached the server. */
    private static final long TRAVEL_NANOS = 5_000_000;

    private static final long MEASURING_NANOS = 250_000_000;

    /** Share of requests that are taken to be accepted where too few were sent to tell. */
    private static final double UNKNOWN_SHARE = 0.5;

    /** Least that is left of the rate where little is known, and where much is. */
    private static final double CAREFUL = 0.25;

    private static final double HARDEST = 0.1;

    private static final double MOSTLY = 0.75;

    /** The share of what was found that is used. */
    private static final double BELOW = 0.97;

    private static final double AGREE = 1.05;

    /** What a server saved up lets it bear more for a while, but not so much more. */
    private static final double NEAR = 1.3;

    private static final double FIRST_STEP = 0.1;
    private static final double LAST_STEP = 0.02;
    private static final double PROBE = 0.05;
    private static final long CLIMB_NANOS = 100_000_000;
    private static final int CLIMB_REQUESTS = 10;
    private static final long PLATEAU_NANOS = 5_000_000_000L;
    private static final long LIFTED_NANOS = 30_000_000_000L;

    /** Most that is sent at once after a pause: what is due in this time. */
    private static final double BURST_NANOS = 20e6;

    /** One request a second is always allowed. */
    private static final double LEAST = 1e-9;

    private final long[] starts = new long[RECENT];
    private long started;
    private double perNano = Double.POSITIVE_INFINITY;
    private double level;
    private long filledAt;

    private boolean measuring;
    private double sentPerNano;

    private long changedNumber;
    private long changedAt;
    private int outcomes;
    private int refused;

    private @Nullable Refusal last;
    private @Nullable Refusal lastButOne;
    private double found;
    private double step;
    private long climbedAt;
    private boolean holdsBack;

    /** The rate that is kept since two findings agreed; 0 while it is being looked for. */
    private double settled;

    /** The most that the server was seen to accept in a row of changes, none of which ended the refusals; 0 for nothing. */
    private double foundMost;

    private boolean lifted;

    /** A request that was refused, and how many were since. */
    private static final class Refusal {
        private final long number;
        private final long at;
        private long later;

        Refusal(long number, long at) {
            this.number = number;
            this.at = at;
        }

        long acceptedUntil(long other) {
            return Math.max(0, other - number - later);
        }

        double perNanoUntil(long other, long otherAt) {
            return Math.max(0, acceptedUntil(other) - 1) / (double) Math.max(1, otherAt - at + TRAVEL_NANOS);
        }
    }

    /** Returns whether refusals are taken to have another cause than requests of ours. */
    boolean isLifted() {
        return lifted;
    }

    /** Returns how long the next request must wait, in nanoseconds; 0 when it may go. */
    long delay(long now) {
        if (measuring) {
            long left = changedAt + MEASURING_NANOS - now;
            if (left > 0 && outcomes < ENOUGH && outcomes < started - changedNumber) {
                return left;
            }
            measured(now);
        }
        if (perNano == Double.POSITIVE_INFINITY) {
            return 0;
        }
        climb(now);
        fill(now);
        if (level >= 1) {
            return 0;
        }
        holdsBack = true;
        return (long) Math.ceil((1 - level) / perNano);
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
            if (outcomes > MEMORY) {
                outcomes /= 2;
                refused /= 2;
            }
        }
    }

    /**
     * Notes that the server refused a request because there were too many.
     *
     * @param at when it started
     */
    void refused(long number, long at, long now) {
        Refusal before = last;
        count(before, number);
        count(lastButOne, number);
        if (number <= changedNumber) {
            return;
        }
        if (before == null || (perNano == Double.POSITIVE_INFINITY && !measuring && !lifted)) {
            measure(number, at, now);
            return;
        }
        outcomes++;
        refused++;
        if (measuring) {
            last = number > before.number ? new Refusal(number, at) : before;
        } else if (lifted) {
            if (outcomes >= 2 * ENOUGH && share() < MOSTLY) {
                foundMost = 0;
                endLift(now);
            } else if (now - changedAt >= LIFTED_NANOS) {
                foundMost = Math.max(foundMost, (started - changedNumber) / (double) (now - changedAt));
                endLift(now);
            }
        } else if (refused >= 2 && (outcomes >= ENOUGH || refused >= ENOUGH_REFUSED)) {
            tooFast(before, number, at, now);
        }
    }

    private static void count(@Nullable Refusal refusal, long number) {
        if (refusal != null && number > refusal.number) {
            refusal.later++;
        }
    }

    /** Returns the share of requests that were accepted since the last change. */
    private double share() {
        return outcomes == 0 ? UNKNOWN_SHARE : 1 - (double) refused / outcomes;
    }

    /** Sends nothing until it is known what becomes of the requests that were sent after the one that was refused. */
    private void measure(long number, long at, long now) {
        last = new Refusal(number, at);
        lastButOne = null;
        step = FIRST_STEP;
        settled = 0;
        measuring = true;
        sentPerNano = sentPerNano(now);
        restart(now);
        changedNumber = number;
    }

    private void measured(long now) {
        measuring = false;
        double least = outcomes < ENOUGH ? CAREFUL : HARDEST;
        change(sentPerNano * Math.min(UNKNOWN_SHARE, Math.max(least, share())), now);
    }

    private void tooFast(Refusal before, long number, long at, long now) {
        if (number - changedNumber > ROW || share() <= MOSTLY) {
            foundMost = 0;
        } else if (perNano < foundMost / 2) {
            lift(now);
            return;
        }
        double held = now - changedAt > PLATEAU_NANOS ? Math.min(settled, perNano) : 0;
        boolean sure = before.acceptedUntil(number) >= SURE && at - before.at >= SURE_NANOS;
        double borne = sure ? find(before, number, at) : guess(before, number, at);
        change(Math.max(held, BELOW * Math.max(HARDEST * perNano, Math.min(borne, perNano))), now);
        settled = settled > 0 ? perNano : 0;
    }

    /** Returns what the server bears, as it has shown since it refused a request before. */
    private double find(Refusal before, long number, long at) {
        double borne = before.perNanoUntil(number, at);
        boolean agreed = borne < AGREE * found && found < AGREE * borne;
        settled = agreed && perNano < NEAR * borne ? perNano : 0;
        found = borne;
        foundMost = share() > MOSTLY ? Math.max(foundMost, borne) : foundMost;
        step = Math.max(LAST_STEP, step / 2);
        lastButOne = before;
        last = new Refusal(number, at);
        return borne;
    }

    /** Returns what the server may bear, where it was refused again too soon to know. */
    private double guess(Refusal before, long number, long at) {
        double share = share();
        Refusal earlier = lastButOne;
        if (earlier != null && share > MOSTLY) {
            return Math.max(perNano * share, earlier.perNanoUntil(number, at));
        }
        settled = 0;
        return before.acceptedUntil(number) < ROUGH
                ? perNano * Math.max(UNKNOWN_SHARE, share)
                : Math.max(perNano * CAREFUL, before.perNanoUntil(number, at));
    }

    private void change(double newPerNano, long now) {
        perNano = Math.max(LEAST, newPerNano);
        level = Math.min(level, -BURST_NANOS * perNano);
        restart(now);
    }

    private void lift(long now) {
        perNano = Double.POSITIVE_INFINITY;
        lifted = true;
        restart(now);
    }

    private void endLift(long now) {
        lifted = false;
        restart(now);
    }

    private void restart(long now) {
        filledAt = now;
        climbedAt = now;
        changedAt = now;
        changedNumber = started;
        outcomes = 0;
        refused = 0;
    }

    private double sentPerNano(long now) {
        long count = Math.min(started, RECENT);
        return count / (double) Math.max(1, now - starts[(int) ((started - count) % RECENT)]);
    }

    private void fill(long now) {
        level = Math.min(Math.max(1, BURST_NANOS * perNano), level + (now - filledAt) * perNano);
        filledAt = now;
    }

    private void climb(long now) {
        if (now - climbedAt < Math.max(CLIMB_NANOS, CLIMB_REQUESTS / perNano)) {
            return;
        }
        climbedAt = now;
        if (!holdsBack) {
            return;
        }
        holdsBack = false;
        if (perNano * 2 < found) {
            perNano *= 2;
        } else if (settled == 0) {
            perNano *= 1 + step;
        } else if (now - changedAt > PLATEAU_NANOS) {
            perNano *= 1 + PROBE;
        }
    }
}
