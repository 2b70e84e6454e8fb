package io.augment.internal.run;

import io.augment.expand.InstructionExpander;
import io.augment.filter.FilterSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Strings stages together: consecutive per-record stages become one parallel segment, filters and sampling stand between
 * them. Filter sessions live as long as the chain's owner, over all rounds.
 */
final class Chain implements AutoCloseable {
    private final List<StageSpec> stages;
    private final StageRunner runner;
    private final WorkerPool pool;
    private final RunControl control;
    private final long seed;
    private final List<SpillFile> spills = new ArrayList<>();
    private final Map<String, FilterSession> sessions = new LinkedHashMap<>();

    Chain(List<StageSpec> stages, StageRunner runner, WorkerPool pool, RunControl control, long seed) {
        this.stages = stages;
        this.runner = runner;
        this.pool = pool;
        this.control = control;
        this.seed = seed;
        for (StageSpec stage : stages) {
            if (stage instanceof StageSpec.Filtering filtering) {
                sessions.put(stage.name(), filtering.filter().open());
            }
        }
    }

    /**
     * Returns the end of the chain for one round.
     *
     * @param spillDirectory holds finished records that an older one holds up; null to pull nothing more instead
     */
    FlowSource over(FlowSource source, IntSupplier window, int round, Runnable tick, @Nullable Path spillDirectory) {
        FlowSource flow = source;
        List<StageSpec> group = new ArrayList<>();
        int segment = 0;
        for (int i = 0; i <= stages.size(); i++) {
            StageSpec stage = i < stages.size() ? stages.get(i) : null;
            boolean barrier = stage instanceof StageSpec.Filtering || stage instanceof StageSpec.Sample;
            if (stage != null && !barrier) {
                group.add(stage);
                continue;
            }
            int first = i - group.size();
            FilterSession session = stage == null ? null : sessions.get(stage.name());
            if (stage != null && session != null && session.prepares()) {
                group.add(new StageSpec.Preparing(stage.name(), session));
            }
            if (!group.isEmpty()) {
                flow = new ParallelSegment(
                        flow,
                        List.copyOf(group),
                        first,
                        runner,
                        pool,
                        control,
                        window,
                        round,
                        segment,
                        tick,
                        spill(spillDirectory, segment));
                segment++;
                group.clear();
            }
            if (stage instanceof StageSpec.Sample sample) {
                flow = new SampleSegment(flow, sample, seed);
            } else if (stage != null && session != null) {
                flow = new FilterSegment(flow, stage.name(), session);
            }
        }
        return flow;
    }

    private @Nullable SpillFile spill(@Nullable Path directory, int segment) {
        if (directory == null) {
            return null;
        }
        SpillFile spill = new SpillFile(directory.resolve("spill-" + segment + ".tmp"));
        spills.add(spill);
        return spill;
    }

    static int firstExpand(List<StageSpec> stages) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i) instanceof StageSpec.Expand) {
                return i;
            }
        }
        return -1;
    }

    /** Returns how many new records one seed is expanded to at most. */
    static int newPerSeed(List<StageSpec> stages) {
        long all = 1;
        for (StageSpec stage : stages) {
            if (stage instanceof StageSpec.Expand expand) {
                long wanted = expand.expanders().stream()
                        .mapToLong(InstructionExpander::wanted)
                        .sum();
                all = Math.min(Integer.MAX_VALUE, all * (1 + wanted));
            }
        }
        return (int) Math.max(1, all - 1);
    }

    static boolean seedsStay(List<StageSpec> stages) {
        return stages.stream().noneMatch(StageSpec.WithoutSeeds.class::isInstance);
    }

    static int lastExpand(List<StageSpec> stages) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (stages.get(i) instanceof StageSpec.Expand) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        spills.forEach(SpillFile::close);
        sessions.values().forEach(FilterSession::close);
    }
}
