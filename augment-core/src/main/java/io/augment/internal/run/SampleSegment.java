package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.task.TaskTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Samples records by task type: reads all of them, keeps at most the wanted number of each type in memory, chosen by
 * reservoir sampling, and then lets go what the mix asks for, in input order.
 */
final class SampleSegment implements FlowSource {
    private static final String NOT_SAMPLED = "not-sampled";

    private final FlowSource upstream;
    private final StageSpec.Sample stage;
    private final SplittableRandom random;
    private final Deque<Flow> ready = new ArrayDeque<>();
    private @Nullable Map<String, Reservoir> reservoirs = new LinkedHashMap<>();
    private long place;

    SampleSegment(FlowSource upstream, StageSpec.Sample stage, long seed) {
        this.upstream = upstream;
        this.stage = stage;
        this.random = new SplittableRandom(seed);
    }

    private record Placed(long place, Flow.Live live) {}

    private static final class Reservoir {
        private final List<Placed> held = new ArrayList<>();
        private long seen;
    }

    @Override
    public @Nullable Flow next() throws InterruptedException {
        while (ready.isEmpty()) {
            Map<String, Reservoir> open = reservoirs;
            if (open == null) {
                return null;
            }
            Flow flow = upstream.next();
            if (flow == null) {
                release(open);
                reservoirs = null;
            } else if (flow instanceof Flow.Live live) {
                take(open, live);
            } else {
                return flow;
            }
        }
        return ready.pollFirst();
    }

    private void take(Map<String, Reservoir> open, Flow.Live live) {
        if (!live.ghost()) {
            live.tally().add(stage.name(), Tally.Kind.IN);
        }
        String task = live.example().instruction().task();
        Reservoir reservoir = open.computeIfAbsent(task == null ? TaskTypes.OTHERS : task, any -> new Reservoir());
        reservoir.seen++;
        Placed placed = new Placed(place++, live);
        if (reservoir.held.size() < stage.number()) {
            reservoir.held.add(placed);
            return;
        }
        long slot = random.nextLong(reservoir.seen);
        Placed out = slot < stage.number() ? reservoir.held.set((int) slot, placed) : placed;
        leaveOut(out.live());
    }

    private void release(Map<String, Reservoir> open) {
        Map<String, Integer> supply = new LinkedHashMap<>();
        open.forEach((task, reservoir) -> supply.put(task, reservoir.held.size()));
        Map<String, Integer> plan = stage.mix().plan(supply, stage.number());
        List<Placed> all = new ArrayList<>();
        List<Placed> chosen = new ArrayList<>();
        open.forEach((task, reservoir) -> {
            List<Placed> shuffled = new ArrayList<>(reservoir.held);
            for (int i = shuffled.size() - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                Placed swapped = shuffled.set(i, shuffled.get(j));
                shuffled.set(j, swapped);
            }
            all.addAll(shuffled);
            chosen.addAll(shuffled.subList(0, Math.min(shuffled.size(), plan.getOrDefault(task, 0))));
        });
        Set<Long> places = new HashSet<>();
        chosen.forEach(one -> places.add(one.place()));
        all.sort((a, b) -> Long.compare(a.place(), b.place()));
        for (Placed one : all) {
            if (places.contains(one.place())) {
                if (!one.live().ghost()) {
                    one.live().tally().add(stage.name(), Tally.Kind.KEPT);
                }
                ready.add(one.live());
            } else {
                leaveOut(one.live());
            }
        }
    }

    private void leaveOut(Flow.Live live) {
        if (live.ghost()) {
            ready.add(new Flow.Nothing(live.tally()));
            return;
        }
        Example example = live.example();
        live.tally().add(stage.name(), Tally.Kind.REJECTED, NOT_SAMPLED);
        ready.add(new Flow.Ended(
                new Outcome.Rejected(
                        example,
                        stage.name(),
                        NOT_SAMPLED,
                        null,
                        example.instruction().origin()),
                live.tally()));
    }

    @Override
    public void close() {
        upstream.close();
    }
}
