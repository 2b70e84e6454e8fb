package io.augment.testkit.server;

import io.augment.testkit.internal.server.RequestTable;
import io.augment.testkit.internal.server.TokenWindow;
import io.augment.testkit.internal.server.WireRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts what happens in a server; cheap, and safe for use by many threads. */
final class Counters {
    private static final class Charges {
        final LongAdder requests = new LongAdder();
        final LongAdder promptTokens = new LongAdder();
        final LongAdder completionTokens = new LongAdder();

        Bill sum() {
            return new Bill(requests.sum(), promptTokens.sum(), completionTokens.sum());
        }
    }

    /** Counts what is going on now and the most that ever was. */
    private static final class Gauge {
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        void enter() {
            int value = now.incrementAndGet();
            if (value > most.get()) {
                most.accumulateAndGet(value, Math::max);
            }
        }
    }

    private final AtomicLong requests = new AtomicLong();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> paths = new ConcurrentHashMap<>();
    private final Map<FaultKind, LongAdder> faults = new EnumMap<>(FaultKind.class);
    private final Map<String, Charges> charges = new ConcurrentHashMap<>();
    private final LongAdder rateLimited = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder repeatedAfterReply = new LongAdder();
    private final LongAdder earlyRetries = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final Gauge inFlight = new Gauge();
    private final Gauge connections = new Gauge();
    private final TokenWindow tokens = new TokenWindow(System.nanoTime());
    private final RequestTable table = new RequestTable();

    private final @Nullable AtomicReferenceArray<@Nullable ReceivedRequest> recorded;

    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    Counters(int recorded) {
        this.recorded = recorded == 0 ? null : new AtomicReferenceArray<>(recorded);
        for (FaultKind kind : FaultKind.values()) {
            faults.put(kind, new LongAdder());
        }
    }

    /** Counts a request that was read completely. */
    ReceivedRequest arrive(WireRequest wire, String knownPath) {
        inFlight.enter();
        add(paths, knownPath);
        long hash = ReceivedRequest.hash(wire);
        RequestTable.Arrival arrival = table.arrive(hash, System.nanoTime());
        int attempt = arrival.attempt();
        if (wire.body().length > 0) {
            // Who only asks may ask again as often as he likes.
            count(repeated, attempt > 1);
            count(repeatedAfterReply, arrival.afterReply());
            count(earlyRetries, arrival.early());
        }
        long number = requests.incrementAndGet();
        ReceivedRequest request = new ReceivedRequest(wire, hash, number, attempt);
        if (recorded != null) {
            recorded.set((int) (number % recorded.length()), request);
        }
        if (waiting.get() > 0) {
            lock.lock();
            try {
                arrived.signalAll();
            } finally {
                lock.unlock();
            }
        }
        return request;
    }

    /** Counts that a request is no longer served. */
    void leave() {
        inFlight.now.decrementAndGet();
    }

    void status(int status) {
        add(statuses, status);
    }

    void fault(FaultKind kind) {
        LongAdder adder = faults.get(kind);
        if (adder != null) {
            adder.increment();
        }
    }

    void rateLimited() {
        rateLimited.increment();
    }

    void answered(ReceivedRequest request, boolean complete) {
        if (request.wire().body().length > 0) {
            table.answered(request.hash(), complete);
        }
    }

    void notBefore(ReceivedRequest request, long time) {
        table.notBefore(request.hash(), time);
    }

    void charge(String model, int promptTokens, int completionTokens) {
        Charges charged = charges.get(model);
        if (charged == null) {
            charged = charges.computeIfAbsent(model, name -> new Charges());
        }
        charged.requests.increment();
        charged.promptTokens.add(promptTokens);
        charged.completionTokens.add(completionTokens);
        tokens.add((long) promptTokens + completionTokens, System.nanoTime());
    }

    void connected() {
        opened.increment();
        connections.enter();
    }

    void disconnected() {
        connections.now.decrementAndGet();
    }

    Bill bill() {
        Bill sum = new Bill(0, 0, 0);
        for (Charges charged : charges.values()) {
            sum = sum.plus(charged.sum());
        }
        return sum;
    }

    Bill bill(String model) {
        Charges charged = charges.get(model);
        return charged == null ? new Bill(0, 0, 0) : charged.sum();
    }

    List<ReceivedRequest> recorded() {
        List<ReceivedRequest> list = new ArrayList<>();
        for (int i = 0; recorded != null && i < recorded.length(); i++) {
            ReceivedRequest request = recorded.get(i);
            if (request != null) {
                list.add(request);
            }
        }
        list.sort((a, b) -> Long.compare(a.number(), b.number()));
        return List.copyOf(list);
    }

    boolean await(long number, long nanos) throws InterruptedException {
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = nanos;
            while (requests.get() < number) {
                if (left <= 0) {
                    return false;
                }
                left = arrived.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }

    ServerStats snapshot() {
        Map<FaultKind, Long> seen = new EnumMap<>(FaultKind.class);
        faults.forEach((kind, adder) -> {
            if (adder.sum() > 0 && kind != FaultKind.NONE) {
                seen.put(kind, adder.sum());
            }
        });
        return new ServerStats(
                requests.get(),
                sums(statuses),
                sums(paths),
                seen,
                rateLimited.sum(),
                inFlight.now.get(),
                inFlight.most.get(),
                opened.sum(),
                connections.now.get(),
                connections.most.get(),
                repeated.sum(),
                repeatedAfterReply.sum(),
                earlyRetries.sum(),
                tokens.peak(),
                bill());
    }

    private static void count(LongAdder adder, boolean condition) {
        if (condition) {
            adder.increment();
        }
    }

    private static <K> void add(Map<K, LongAdder> adders, K key) {
        LongAdder adder = adders.get(key);
        if (adder == null) {
            adder = adders.computeIfAbsent(key, name -> new LongAdder());
        }
        adder.increment();
    }

    private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, LongAdder> adders) {
        Map<K, Long> sums = new TreeMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
