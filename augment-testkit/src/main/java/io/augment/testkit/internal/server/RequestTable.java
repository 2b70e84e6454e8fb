package io.augment.testkit.internal.server;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers each request body by its 64-bit hash: how often it came, whether it was answered, and when it may come again.
 *
 * <p>About 20 bytes per slot in primitive arrays, so that a million different requests cost some 40 MB. Safe for use by many
 * threads; a hash always meets the same of 64 locks.
 */
public final class RequestTable {
    /** Says what the table knew about a request when it came. {@code attempt} counts from 1. */
    public record Arrival(int attempt, boolean afterReply, boolean early) {}

    private static final int STRIPES = 64;

    private final Stripe[] stripes = new Stripe[STRIPES];

    /** Creates an empty table. */
    public RequestTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Notes that a request came at {@code now} ({@link System#nanoTime()}). */
    public Arrival arrive(long hash, long now) {
        Stripe stripe = stripe(hash);
        stripe.lock.lock();
        try {
            int slot = stripe.slot(hash);
            int state = stripe.states[slot];
            stripe.states[slot] = state + Stripe.ATTEMPT;
            boolean early = (state & Stripe.WAIT) != 0 && now - stripe.notBefore[slot] < 0;
            return new Arrival((state / Stripe.ATTEMPT) + 1, (state & Stripe.ANSWERED) != 0, early);
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Notes whether a complete reply to the request was written. */
    public void answered(long hash, boolean complete) {
        Stripe stripe = stripe(hash);
        stripe.lock.lock();
        try {
            int slot = stripe.slot(hash);
            int state = stripe.states[slot];
            stripe.states[slot] = complete ? state | Stripe.ANSWERED : state & ~Stripe.ANSWERED;
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Notes the time ({@link System#nanoTime()}) before which the client was told not to send the request again. */
    public void notBefore(long hash, long time) {
        Stripe stripe = stripe(hash);
        stripe.lock.lock();
        try {
            int slot = stripe.slot(hash);
            stripe.states[slot] |= Stripe.WAIT;
            stripe.notBefore[slot] = time;
        } finally {
            stripe.lock.unlock();
        }
    }

    private Stripe stripe(long hash) {
        return stripes[(int) (hash >>> 58)];
    }

    /** Is an open-addressing table; the lowest two bits of a state are flags, the rest counts attempts. */
    private static final class Stripe {
        static final int ANSWERED = 1;
        static final int WAIT = 2;
        static final int ATTEMPT = 4;

        final ReentrantLock lock = new ReentrantLock();
        long[] keys = new long[16];
        long[] notBefore = new long[16];
        int[] states = new int[16];
        int used;

        int slot(long hash) {
            long key = hash == 0 ? 1 : hash; // 0 marks a free slot
            int slot = find(keys, key);
            if (keys[slot] == 0) {
                if (++used * 3 > keys.length * 2) {
                    grow();
                    slot = find(keys, key);
                }
                keys[slot] = key;
            }
            return slot;
        }

        private static int find(long[] keys, long key) {
            int slot = (int) key & (keys.length - 1);
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = (slot + 1) & (keys.length - 1);
            }
            return slot;
        }

        private void grow() {
            int capacity = keys.length * 2;
            long[] newKeys = new long[capacity];
            long[] newNotBefore = new long[capacity];
            int[] newStates = new int[capacity];
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != 0) {
                    int slot = find(newKeys, keys[i]);
                    newKeys[slot] = keys[i];
                    newNotBefore[slot] = notBefore[i];
                    newStates[slot] = states[i];
                }
            }
            keys = newKeys;
            notBefore = newNotBefore;
            states = newStates;
        }
    }
}
