package io.augment.internal.run;

import io.augment.chat.ModelInfo;
import io.augment.run.RunListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends calls through a gate to a server, in played time. */
final class GateSimulation implements RunListener {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;
    static final long MINUTE = 60 * SECOND;

    /** A refusal takes no thought. */
    private static final long MOST_TO_REFUSE = 50 * MILLI;

    final FakeClock clock = new FakeClock(System.nanoTime());
    final RunControl control = new RunControl();
    final long start = clock.nanoTime();
    final SplittableRandom random;
    final ModelGate gate;
    private final long travel;
    final List<long[]> sent = new ArrayList<>();
    final List<Integer> throttles = new ArrayList<>();
    long accepted;
    long refused;
    long failed;
    int inFlight;
    int mostInFlight;
    long lastDone;

    /** What the server answers, and when a refused call may come again. */
    record Answer(Kind kind, long retryAfterNanos) {
        static final Answer OK = new Answer(Kind.OK, 0);

        enum Kind {
            OK,
            REFUSED,
            FAILED
        }
    }

    /** Decides on a call that arrives. */
    interface Server {
        Answer answer(long now);
    }

    GateSimulation(ModelInfo model, int most) {
        this(model, most, 7, 0);
    }

    /** @param travel how long a call is on its way to the server, on average, in nanoseconds */
    GateSimulation(ModelInfo model, int most, long seed, long travel) {
        this.random = new SplittableRandom(seed);
        this.travel = travel;
        this.gate = new ModelGate(model, most, clock, control, this);
    }

    @Override
    public void onThrottle(String model, int concurrency) {
        throttles.add(concurrency);
    }

    /** Makes calls until all were accepted. */
    void run(int calls, Server server, long latency, long bound, LongUnaryOperator usage) throws InterruptedException {
        Deque<Long> again = new ArrayDeque<>();
        int fresh = 0;
        long done = 0;
        while (accepted < calls) {
            if (again.isEmpty() && fresh == calls) {
                clock.step();
                continue;
            }
            long call = again.isEmpty() ? fresh++ : again.pollFirst();
            ModelGate.Pass pass = gate.enter(bound);
            inFlight++;
            mostInFlight = Math.max(mostInFlight, inFlight);
            long used = usage.applyAsLong(call);
            Runnable arrival = () -> {
                Answer answer = server.answer(clock.nanoTime());
                sent.add(new long[] {clock.nanoTime(), answer.kind() == Answer.Kind.OK ? used : 0});
                long time = answer.kind() == Answer.Kind.REFUSED ? Math.min(latency, MOST_TO_REFUSE) : latency;
                clock.after(
                        time + random.nextLong(time / 4 + 1), () -> answered(pass, bound, used, answer, call, again));
            };
            if (travel == 0) {
                arrival.run();
            } else {
                clock.after((long) (-travel * Math.log(1 - random.nextDouble())), arrival);
            }
        }
    }

    private void answered(ModelGate.Pass pass, long bound, long used, Answer answer, long call, Deque<Long> again) {
        inFlight--;
        switch (answer.kind()) {
            case OK -> {
                accepted++;
                lastDone = clock.nanoTime();
                gate.succeeded(pass, bound, used);
            }
            case REFUSED -> {
                refused++;
                Duration wait = answer.retryAfterNanos() < 0 ? null : Duration.ofNanos(answer.retryAfterNanos());
                gate.pushedBack(pass, wait);
                clock.after(Math.max(5 * MILLI, answer.retryAfterNanos()), () -> again.addLast(call));
            }
            case FAILED -> {
                failed++;
                gate.failed(pass, "it broke", 0, false);
                clock.after(300 * MILLI, () -> again.addLast(call));
            }
        }
    }

    /** Returns the largest sum of a column in any 60 seconds. */
    static long peakPerMinute(List<long[]> sent, boolean tokens) {
        long peak = 0;
        long sum = 0;
        int from = 0;
        for (long[] one : sent) {
            sum += tokens ? one[1] : 1;
            while (one[0] - sent.get(from)[0] >= MINUTE) {
                sum -= tokens ? sent.get(from)[1] : 1;
                from++;
            }
            peak = Math.max(peak, sum);
        }
        return peak;
    }

    /** A server that admits by a token bucket. */
    static Server limited(double perSecond, double burst, LongUnaryOperator hint) {
        return new Server() {
            private double level = burst;
            private @Nullable Long last;

            @Override
            public Answer answer(long now) {
                Long before = last;
                level = before == null ? burst : Math.min(burst, level + (now - before) * perSecond / SECOND);
                last = now;
                if (level >= 1) {
                    level -= 1;
                    return Answer.OK;
                }
                long wait = (long) Math.ceil((1 - level) / perSecond * SECOND);
                return new Answer(Answer.Kind.REFUSED, hint.applyAsLong(wait));
            }
        };
    }
}
