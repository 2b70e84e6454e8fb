package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.internal.task.Draw;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Samples records by task type: reads all of them, holds no more than the sample may still need, and then lets go what the mix
 * asks for, in input order.
 */
final class SampleSegment implements FlowSource {
    private static final String NOT_SAMPLED = "not-sampled";

    private final FlowSource upstream;
    private final StageSpec.Sample stage;
    private final Deque<Flow> ready = new ArrayDeque<>();
    private @Nullable Draw<Flow.Live> draw;

    SampleSegment(FlowSource upstream, StageSpec.Sample stage, long seed) {
        this.upstream = upstream;
        this.stage = stage;
        this.draw = new Draw<>(stage.sampler(), live -> live.example().instruction(), seed);
    }

    @Override
    public @Nullable Flow next() throws InterruptedException {
        while (ready.isEmpty()) {
            Draw<Flow.Live> open = draw;
            if (open == null) {
                return null;
            }
            Flow flow = upstream.next();
            if (flow == null) {
                release(open);
                draw = null;
            } else if (flow instanceof Flow.Live live) {
                take(open, live);
            } else {
                return flow;
            }
        }
        return ready.pollFirst();
    }

    private void take(Draw<Flow.Live> open, Flow.Live live) {
        if (!live.ghost()) {
            live.tally().add(stage.name(), Tally.Kind.IN);
        }
        open.offer(live).forEach(this::leaveOut);
    }

    private void release(Draw<Flow.Live> open) {
        for (Draw.Drawn<Flow.Live> drawn : open.finish()) {
            Flow.Live live = drawn.item();
            if (!drawn.taken()) {
                leaveOut(live);
                continue;
            }
            if (!live.ghost()) {
                live.tally().add(stage.name(), Tally.Kind.KEPT);
            }
            ready.add(live);
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
