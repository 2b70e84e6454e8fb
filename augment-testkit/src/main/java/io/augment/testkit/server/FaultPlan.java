package io.augment.testkit.server;

import io.augment.testkit.internal.server.Hashes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which attempts fail, and how.
 *
 * <p>A plan is asked once for each chat, embedding or fine-tuning request that has the right key, from many threads at once.
 */
@FunctionalInterface
public interface FaultPlan {
    /**
     * Returns what goes wrong with this attempt.
     *
     * @param request the request as it came
     * @param attempt how often this very body has come, this time included; 1 for the first
     */
    Fault faultFor(ReceivedRequest request, int attempt);

    /** Returns a plan without faults. */
    static FaultPlan none() {
        return (request, attempt) -> Fault.none();
    }

    /**
     * Returns a plan that lets a share of all attempts fail, evenly over kinds; which ones depends only on the seed, the
     * request's body and the attempt, so a run that is repeated meets the same faults.
     *
     * <p>Within a kind the variants take turns: the three forms of a hint (20 to 120 ms, one second, a date one or two seconds
     * ahead), statuses 500, 502 and 503 as JSON or HTML, a reset before or after the work, and so on. A slow body takes 50 to
     * 250 ms.
     *
     * @param seed chooses the attempts
     * @param share from 0 to 1
     * @param kinds the kinds to draw from; none stands for all but {@link FaultKind#NONE}
     * @throws IllegalArgumentException if the share is outside its range
     */
    static FaultPlan random(long seed, double share, FaultKind... kinds) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of faults must be from 0 to 1, not " + share);
        }
        Set<FaultKind> wanted = EnumSet.allOf(FaultKind.class);
        if (kinds.length > 0) {
            wanted = EnumSet.copyOf(List.of(kinds));
        }
        wanted.remove(FaultKind.NONE);
        List<FaultKind> drawn = List.copyOf(wanted);
        if (drawn.isEmpty()) {
            return none();
        }
        return (request, attempt) -> {
            long hash = Hashes.of(Hashes.of(seed, request.hash()), attempt);
            if (Hashes.unit(hash) >= share) {
                return Fault.none();
            }
            long choice = Hashes.mix(hash);
            return variant(drawn.get((int) Long.remainderUnsigned(choice, drawn.size())), Hashes.mix(choice));
        };
    }

    private static Fault variant(FaultKind kind, long hash) {
        int pick = (int) Long.remainderUnsigned(hash, 6);
        Duration shortTime = Duration.ofMillis(20 + Long.remainderUnsigned(hash >>> 8, 100));
        return switch (kind) {
            case NONE -> Fault.none();
            case RATE_LIMIT ->
                switch (pick % 3) {
                    case 0 -> Fault.rateLimit(shortTime, RetryHint.MILLIS);
                    case 1 -> Fault.rateLimit(Duration.ofSeconds(1), RetryHint.SECONDS);
                    default -> Fault.rateLimit(Duration.ofSeconds(1), RetryHint.DATE);
                };
            case SERVER_ERROR ->
                switch (pick) {
                    case 0 -> Fault.serverError(500);
                    case 1 -> Fault.serverError(502);
                    case 2 -> Fault.serverError(503);
                    case 3 -> Fault.htmlError(502);
                    case 4 -> Fault.htmlError(503);
                    default -> Fault.unavailable(shortTime, RetryHint.MILLIS);
                };
            case RESET -> pick % 2 == 0 ? Fault.resetBefore() : Fault.resetAfter();
            case TRUNCATED_BODY -> Fault.truncatedBody();
            case STALLED -> Fault.stalled();
            case SLOW_BODY -> Fault.slowBody(Duration.ofMillis(50 + Long.remainderUnsigned(hash >>> 8, 200)));
            case MALFORMED_JSON -> pick % 2 == 0 ? Fault.cutJson() : Fault.htmlPage();
        };
    }

    /** Returns a plan that gives out the faults in order of arrival, and none after the last. */
    static FaultPlan scripted(Fault... faults) {
        ReentrantLock lock = new ReentrantLock();
        Deque<Fault> left = new ArrayDeque<>(List.of(faults));
        return (request, attempt) -> {
            lock.lock();
            try {
                return Objects.requireNonNullElse(left.poll(), Fault.none());
            } finally {
                lock.unlock();
            }
        };
    }
}
