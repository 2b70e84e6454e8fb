package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.filter.Decision;
import io.augment.filter.FilterSession;
import org.jspecify.annotations.Nullable;

/** Passes records through a filter, one by one, in order. */
final class FilterSegment implements FlowSource {
    private final FlowSource upstream;
    private final String stage;
    private final FilterSession session;

    FilterSegment(FlowSource upstream, String stage, FilterSession session) {
        this.upstream = upstream;
        this.stage = stage;
        this.session = session;
    }

    @Override
    public @Nullable Flow next() throws InterruptedException {
        Flow flow = upstream.next();
        if (!(flow instanceof Flow.Live live) || live.ghost()) {
            return flow;
        }
        Tally tally = live.tally();
        Example example = live.example();
        tally.add(stage, Tally.Kind.IN);
        Decision decision;
        try {
            decision = session.decide(example);
        } catch (RuntimeException e) {
            tally.add(stage, Tally.Kind.FAILED, "strategy-error");
            String detail = "The filter threw " + e;
            return new Flow.Ended(
                    new Outcome.Failed(
                            example,
                            stage,
                            "strategy-error",
                            detail,
                            example.instruction().origin()),
                    tally);
        }
        String reason = decision.reason();
        if (reason == null) {
            tally.add(stage, Tally.Kind.KEPT);
            Example result = decision.result(example);
            return result == example ? live : new Flow.Live(result, live.ghost(), tally);
        }
        tally.add(stage, Tally.Kind.REJECTED, reason);
        return new Flow.Ended(
                new Outcome.Rejected(
                        example,
                        stage,
                        reason,
                        decision.detail(),
                        example.instruction().origin()),
                tally);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
