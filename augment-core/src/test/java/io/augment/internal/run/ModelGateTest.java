package io.augment.internal.run;

import static io.augment.internal.run.GateSimulation.MILLI;
import static io.augment.internal.run.GateSimulation.MINUTE;
import static io.augment.internal.run.GateSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.AugmentException;
import io.augment.chat.ModelInfo;
import io.augment.internal.run.GateSimulation.Answer;
import io.augment.run.RunListener;
import io.augment.run.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelGateTest {
    private static final ModelInfo FREE = ModelInfo.of("acme/teacher");

    private static LongUnaryOperator hint(String style) {
        return switch (style) {
            case "seconds" -> wait -> (wait + SECOND - 1) / SECOND * SECOND;
            case "date" -> wait -> SECOND + SECOND / 2;
            case "millis" -> wait -> (wait + MILLI - 1) / MILLI * MILLI;
            default -> wait -> -1;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 60, 500, 3_000, 30_000})
    void keepsTheRequestsOfAMinuteAndUsesThem(int perMinute) throws InterruptedException {
        GateSimulation simulation = new GateSimulation(
                ModelInfo.builder("m").requestsPerMinute(perMinute).build(), 64);
        simulation.run(5 * perMinute, now -> Answer.OK, 20 * MILLI, 100, call -> 10);
        assertThat(GateSimulation.peakPerMinute(simulation.sent, false)).isLessThanOrEqualTo(perMinute);
        assertThat(simulation.lastDone - simulation.start).isLessThanOrEqualTo((long) (5 * MINUTE / 0.95));
    }

    @ParameterizedTest
    @CsvSource({
        "100000,600,0.1",
        "100000,3000,0.5",
        "1000000,5000,0.05",
        "200000,4000,1",
        "100000,3000,1",
        "100000,1500,0.5",
        "400000,3000,0.5",
        "100000,1000,0.5"
    })
    void keepsTheTokensOfAMinuteAndUsesThem(long perMinute, long bound, double mean) throws InterruptedException {
        GateSimulation simulation = new GateSimulation(
                ModelInfo.builder("m").tokensPerMinute(perMinute).build(), 64);
        SplittableRandom random = new SplittableRandom(3);
        List<Long> sizes = new ArrayList<>();
        long sum = 0;
        while (sum < 6 * perMinute) {
            long size = (long) (bound * Math.min(1, mean * (0.5 + random.nextDouble())));
            sizes.add(size);
            sum += size;
        }
        simulation.run(sizes.size(), now -> Answer.OK, 800 * MILLI, bound, call -> sizes.get((int) call));
        assertThat(GateSimulation.peakPerMinute(simulation.sent, true)).isLessThanOrEqualTo(perMinute);
        double used = sum / ((simulation.lastDone - simulation.start) / (double) MINUTE * perMinute);
        assertThat(used).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void letsACallPassThatIsLargerThanAMinutesTokens() throws InterruptedException {
        GateSimulation simulation =
                new GateSimulation(ModelInfo.builder("m").tokensPerMinute(1000L).build(), 4);
        simulation.run(3, now -> Answer.OK, MILLI, 5000, call -> 5000);
        assertThat(simulation.sent).hasSize(3);
    }

    @Test
    void fillsTheConcurrencyAndNeverExceedsIt() throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 50);
        simulation.run(5000, now -> Answer.OK, 50 * MILLI, 100, call -> 10);
        assertThat(simulation.mostInFlight).isEqualTo(50);
        assertThat(simulation.lastDone - simulation.start).isLessThan(100 * 65 * MILLI);
    }

    @ParameterizedTest
    @CsvSource({
        "seconds,2,500",
        "millis,2,500",
        "date,2,500",
        "none,2,500",
        "seconds,20,500",
        "millis,20,500",
        "date,20,500",
        "millis,50,50",
        "seconds,5,1"
    })
    void findsTheRateThatNobodyTold(String style, long latencyMillis, int burst) throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 64);
        int calls = 3000;
        simulation.run(calls, GateSimulation.limited(500, burst, hint(style)), latencyMillis * MILLI, 100, call -> 10);
        double ideal = (calls - burst) / 500.0;
        double wall = (simulation.lastDone - simulation.start) / (double) SECOND;
        assertThat(wall / ideal).isLessThanOrEqualTo(burst == 1 ? 1.35 : 1.1);
        assertThat(simulation.refused).isLessThanOrEqualTo(calls * (burst == 1 ? 5 : 3) / 100);
    }

    @ParameterizedTest
    @CsvSource({
        "seconds,1,2",
        "date,1,2",
        "millis,1,2",
        "seconds,3,20",
        "date,3,20",
        "millis,3,20",
        "seconds,10,20",
        "date,10,20"
    })
    void findsItWhateverTheWayToTheServerTakes(String style, long travelMillis, long latencyMillis)
            throws InterruptedException {
        for (int seed = 0; seed < 40; seed++) {
            GateSimulation simulation = new GateSimulation(FREE, 64, seed, travelMillis * MILLI);
            simulation.run(3000, GateSimulation.limited(500, 500, hint(style)), latencyMillis * MILLI, 100, call -> 10);
            double wall = (simulation.lastDone - simulation.start) / (double) SECOND / 5;
            assertThat(wall).as("seed %d", seed).isLessThanOrEqualTo(1.1);
            assertThat(simulation.refused).as("seed %d", seed).isLessThanOrEqualTo(3000 * 4 / 100);
        }
    }

    @ParameterizedTest
    @CsvSource({"10,1,1.8,22", "50,1,2.2,7", "50,50,1.15,3", "5,60,1.05,32", "8,500,1.05,10"})
    void findsALowRateWhileRepliesTakeLong(int perSecond, int burst, double wall, int percent)
            throws InterruptedException {
        for (int seed = 0; seed < 10; seed++) {
            GateSimulation simulation = new GateSimulation(FREE, 64, seed, 3 * MILLI);
            int calls = burst + 60 * perSecond;
            simulation.run(
                    calls, GateSimulation.limited(perSecond, burst, hint("seconds")), 800 * MILLI, 100, call -> 10);
            double took = (simulation.lastDone - simulation.start) / (60.0 * SECOND);
            assertThat(took).as("seed %d", seed).isLessThanOrEqualTo(wall);
            assertThat(simulation.refused).as("seed %d", seed).isLessThanOrEqualTo((long) calls * percent / 100);
        }
    }

    @Test
    void findsWhatAServerAllowsInEachMinute() throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 64, 1, 3 * MILLI);
        int perMinute = 3000;
        int[] left = {0};
        long[] until = {simulation.start};
        simulation.run(
                5 * perMinute,
                now -> {
                    if (now >= until[0]) {
                        until[0] += (now - until[0]) / MINUTE * MINUTE + MINUTE;
                        left[0] = perMinute;
                    }
                    return left[0]-- > 0 ? Answer.OK : new Answer(Answer.Kind.REFUSED, until[0] - now);
                },
                500 * MILLI,
                100,
                call -> 10);
        assertThat(simulation.lastDone - simulation.start).isLessThan((long) (5.2 * MINUTE));
        assertThat(simulation.refused).isLessThan(5L * perMinute / 100);
    }

    @Test
    void keepsManyCallsUnderWayWhereOnlyTheirRateIsLimited() throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 256);
        simulation.run(20_000, GateSimulation.limited(50, 500, hint("seconds")), 2 * SECOND, 100, call -> 10);
        assertThat(simulation.lastDone - simulation.start).isLessThan((long) (19_500 / 50.0 * 1.15 * SECOND));
        assertThat(simulation.throttles).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void doesNotStayWithoutALimitWhereTheServerHasOne() throws InterruptedException {
        // The limit falls to a tenth, which looks at first as if slowing down did not help.
        GateSimulation simulation = new GateSimulation(FREE, 64, 3, 3 * MILLI);
        GateSimulation.Server before = GateSimulation.limited(500, 50, hint("millis"));
        GateSimulation.Server after = GateSimulation.limited(50, 5, hint("millis"));
        long fall = simulation.start + 3 * SECOND;
        simulation.run(3000, now -> now < fall ? before.answer(now) : after.answer(now), 20 * MILLI, 100, call -> 10);
        assertThat(simulation.refused).isLessThan(300);
        assertThat(simulation.lastDone - fall).isLessThan((long) (1.2 * 1500 / 50 * SECOND));
    }

    @ParameterizedTest
    @CsvSource({"20,30", "20,100", "300,30", "1000,30", "3000,30"})
    void keepsTheRateUpWhereRefusalsHaveAnotherCause(long latencyMillis, int oneOf) throws InterruptedException {
        for (int seed = 0; seed < 10; seed++) {
            GateSimulation simulation = new GateSimulation(FREE, 64, seed, MILLI);
            SplittableRandom random = new SplittableRandom(seed);
            int calls = 10_000;
            simulation.run(
                    calls,
                    now -> random.nextInt(oneOf) == 0 ? new Answer(Answer.Kind.REFUSED, SECOND) : Answer.OK,
                    latencyMillis * MILLI,
                    100,
                    call -> 10);
            double least = calls / 64.0 * latencyMillis * 1.125 * MILLI;
            assertThat(simulation.lastDone - simulation.start)
                    .as("seed %d", seed)
                    .isLessThan((long) (4.5 * least + 4 * SECOND));
        }
    }

    @Test
    void keepsTheRateUpWhereRefusalsSayToComeBackSoon() throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 64);
        SplittableRandom random = new SplittableRandom(5);
        simulation.run(
                10_000,
                now -> random.nextInt(30) == 0 ? new Answer(Answer.Kind.REFUSED, 50 * MILLI) : Answer.OK,
                20 * MILLI,
                100,
                call -> 10);
        assertThat(simulation.lastDone - simulation.start).isLessThan(10 * SECOND);
    }

    @Test
    void waitsTogetherWhenNothingIsAcceptedAnyMore() throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 64);
        long end = simulation.start + 40 * SECOND;
        simulation.run(
                2000,
                now -> now < end ? new Answer(Answer.Kind.REFUSED, 20 * SECOND) : Answer.OK,
                50 * MILLI,
                100,
                call -> 10);
        assertThat(simulation.refused).isLessThan(130);
        assertThat(simulation.lastDone).isLessThan(end + 30 * SECOND);
    }

    @Test
    void halvesAtOnceAndClimbsSlowly() throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 64);
        ModelGate gate = simulation.gate;
        List<ModelGate.Pass> passes = enter(gate, 64);
        gate.pushedBack(passes.get(0), null);
        gate.pushedBack(passes.get(1), null);
        assertThat(simulation.throttles).containsExactly(32);
        for (ModelGate.Pass pass : passes.subList(2, 64)) {
            gate.succeeded(pass, 100, 10);
        }
        assertThat(enterable(simulation)).isBetween(32, 35);
    }

    private static List<ModelGate.Pass> enter(ModelGate gate, int count) throws InterruptedException {
        List<ModelGate.Pass> passes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            passes.add(gate.enter(100));
        }
        return passes;
    }

    /** Counts how many calls may be under way before one would have to wait for another. */
    private static int enterable(GateSimulation simulation) {
        int count = 0;
        try {
            while (true) {
                simulation.gate.enter(100);
                count++;
            }
        } catch (IllegalStateException | InterruptedException e) {
            return count;
        }
    }

    @Test
    void pausesWhileTheServerIsDownAndProbesIt() throws InterruptedException {
        GateSimulation simulation = new GateSimulation(FREE, 500);
        long down = simulation.start + SECOND;
        long up = down + 20 * SECOND;
        simulation.run(
                20_000,
                now -> now >= down && now < up ? new Answer(Answer.Kind.FAILED, 0) : Answer.OK,
                100 * MILLI,
                100,
                call -> 10);
        assertThat(simulation.failed).isBetween(500L, 700L);
        assertThat(simulation.sent.stream()
                        .filter(one -> one[0] >= up)
                        .mapToLong(one -> one[0])
                        .min()
                        .orElseThrow())
                .isLessThan(up + 20 * SECOND);
        assertThat(simulation.gate.isDown()).isFalse();
    }

    @Test
    void endsTheRunWhenTheServerStaysDown() {
        GateSimulation simulation = new GateSimulation(FREE, 4);
        assertThatThrownBy(() ->
                        simulation.run(10, now -> new Answer(Answer.Kind.FAILED, 0), 100 * MILLI, 100, call -> 10))
                .isInstanceOf(RunStoppedException.class);
        RunControl.Stop stop = simulation.control.stopped();
        assertThat(stop).isNotNull();
        assertThat(stop.reason()).isEqualTo(StopReason.ERROR);
        assertThat(stop.error())
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("30 minutes")
                .hasMessageContaining("it broke");
        assertThat(simulation.failed).isLessThan(100);
    }

    @Test
    void tellsItsListenerWithTheLockFree() throws Exception {
        List<Boolean> told = new ArrayList<>();
        AtomicReference<ModelGate> gate = new AtomicReference<>();
        RunListener nosy = new RunListener() {
            @Override
            public void onThrottle(String model, int concurrency) {
                // Another thread must be able to use the gate while a listener takes its time.
                told.add(CompletableFuture.supplyAsync(() -> gate.get().isDown())
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join());
            }
        };
        gate.set(new ModelGate(FREE, 1, RunClock.SYSTEM, new RunControl(), nosy));
        gate.get().pushedBack(gate.get().enter(10), null);
        assertThat(told).containsExactly(false);
    }

    @Test
    void losesNoPassWhenCallsAreInterruptedOrTheRunStops() throws Exception {
        int most = 5;
        RunControl control = new RunControl();
        ModelGate gate = new ModelGate(FREE, most, RunClock.SYSTEM, control, new RunListener() {});
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 24; caller++) {
            SplittableRandom random = new SplittableRandom(caller);
            Thread thread = new Thread(() -> {
                for (int call = 0; call < 400; call++) {
                    try {
                        ModelGate.Pass pass = gate.enter(10);
                        highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(random.nextInt(200_000));
                        inside.decrementAndGet();
                        if (random.nextInt(3) == 0) {
                            gate.left(pass, true);
                        } else {
                            gate.succeeded(pass, 10, random.nextInt(10));
                        }
                    } catch (InterruptedException e) {
                        // the call is given up, and the next one begins
                    }
                }
            });
            thread.setDaemon(true);
            callers.add(thread);
            thread.start();
        }
        SplittableRandom random = new SplittableRandom(7);
        long giveUp = System.nanoTime() + MINUTE;
        while (callers.stream().anyMatch(Thread::isAlive)) {
            callers.get(random.nextInt(callers.size())).interrupt();
            LockSupport.parkNanos(50_000);
            assertThat(System.nanoTime()).as("callers wait without end").isLessThan(giveUp);
        }
        assertThat(highest.get()).isEqualTo(most);

        List<ModelGate.Pass> passes = enter(gate, most);
        CompletableFuture<ModelGate.Pass> waiting = entering(gate);
        assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        gate.left(passes.get(0), true);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isNotNull();
        CompletableFuture<ModelGate.Pass> stopped = entering(gate);
        control.stop(StopReason.CANCELLED);
        assertThatThrownBy(() -> stopped.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(RunStoppedException.class);
    }

    private static CompletableFuture<ModelGate.Pass> entering(ModelGate gate) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return gate.enter(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
