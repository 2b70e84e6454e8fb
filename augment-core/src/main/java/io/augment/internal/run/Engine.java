package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.internal.ledger.Ledger;
import io.augment.run.ModelSpend;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.run.StopReason;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a whole job: rounds of source → stages → files, until it is done or something stops it. */
public final class Engine {
    /** Trees in memory for each call that may be under way: enough that slow records do not starve the others. */
    private static final int WINDOW_PER_CALL = 4;

    private static final int SMALLEST_WINDOW = 32;

    /** Rounds that may follow each other; each must have added a row. */
    private static final int MOST_ROUNDS = 10_000;

    /** Time that calls under way get to finish when a run is cancelled: their replies are paid for. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final List<StageSpec> stages;
    private final RunSettings settings;
    private final RunClock clock;

    /** Creates an engine for these stages. */
    public Engine(List<StageSpec> stages, RunSettings settings, RunClock clock) {
        this.stages = List.copyOf(stages);
        this.settings = settings.withListener(new SafeListener(settings.listener()));
        this.clock = clock;
    }

    /**
     * Runs the job in its directory.
     *
     * @param delivery takes the rows; closed by the caller
     */
    public RunReport run(Source source, Delivery delivery, RunDirectory directory, Gateway.Mode mode) {
        try (DirectoryLock lock = DirectoryLock.take(directory);
                Ledger ledger = Ledger.open(directory.ledger());
                RunFiles files = new RunFiles(directory);
                Job job = new Job(source, delivery, ledger, files, mode)) {
            return job.run();
        }
    }

    /** Holds what lives as long as one run. */
    private final class Job implements AutoCloseable {
        private final Source source;
        private final Delivery delivery;
        private final Ledger ledger;
        private final RunFiles files;
        private final RunControl control = new RunControl();
        private final Exemplars exemplars = new Exemplars(settings.seed());
        private final Accounts accounts = new Accounts(stages);
        private final TargetKeeper target = new TargetKeeper(settings.target());
        private final Gateway gateway;
        private final WorkerPool pool;
        private final Chain chain;
        private final Progress progress;
        private boolean interrupted;

        Job(Source source, Delivery delivery, Ledger ledger, RunFiles files, Gateway.Mode mode) {
            this.source = source;
            this.delivery = delivery;
            this.ledger = ledger;
            this.files = files;
            this.gateway = new Gateway(settings, ledger, control, clock, mode);
            this.pool = new WorkerPool(2 * settings.concurrency() + 16);
            int lastExpand = Chain.lastExpand(stages);
            StageRunner runner = new StageRunner(gateway, exemplars, settings.seed(), lastExpand);
            this.chain = new Chain(stages, runner, pool, control, settings.seed());
            this.progress =
                    new Progress(settings.listener(), clock, control, gateway, accounts, ledger, settings.budget());
        }

        RunReport run() {
            boolean canRefill = settings.target() != null && Chain.lastExpand(stages) >= 0;
            for (int round = 0; round < MOST_ROUNDS && control.stopped() == null; round++) {
                long before = accounts.kept();
                round(round);
                if (!canRefill || accounts.kept() == before) {
                    break;
                }
                exemplars.startRound();
            }
            return finish();
        }

        private void round(int round) {
            try (HeadReader reader = new HeadReader(source.open())) {
                if (round == 0) {
                    exemplars.seeds(reader.head(Exemplars.MOST));
                }
                progress.share(reader::progress);
                SourceFlow seeds = new SourceFlow(reader, control, round > 0, Long.MAX_VALUE);
                FlowSource end = chain.over(seeds, window(), round, progress::tick);
                while (true) {
                    Flow flow = next(end);
                    if (flow == null) {
                        break;
                    }
                    take(flow);
                    progress.tick();
                }
            }
        }

        /** A pool thread may be waited for without end, so an interrupt becomes a stop, and later an abort. */
        private @Nullable Flow next(FlowSource end) {
            while (true) {
                try {
                    return end.next();
                } catch (InterruptedException e) {
                    interrupted = true;
                    control.stop(StopReason.CANCELLED);
                    abortAfterGrace();
                }
            }
        }

        private void abortAfterGrace() {
            CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(control::abort);
        }

        private IntSupplier window() {
            int most = Math.max(SMALLEST_WINDOW, WINDOW_PER_CALL * settings.concurrency());
            return () -> (int) Math.min(most, Math.max(1, target.missing()));
        }

        private void take(Flow flow) {
            if (target.isMet()) {
                accounts.add(flow.tally().notReached(StopReason.TARGET.label()));
                if (flow instanceof Flow.Live live && !live.ghost()) {
                    accounts.add(Accounts.EXPORT, Tally.Kind.IN, "");
                    accounts.add(Accounts.EXPORT, Tally.Kind.NOT_REACHED, StopReason.TARGET.label());
                }
                return;
            }
            accounts.add(flow.tally());
            if (flow instanceof Flow.Live live) {
                if (!live.ghost()) {
                    deliver(live.example());
                }
            } else if (flow instanceof Flow.Ended ended) {
                end(ended.outcome());
            } else if (flow instanceof Flow.Unreadable unreadable) {
                files.rejected(unreadable.row());
                settings.listener().onOutcome(outcomeOf(unreadable.row()));
            }
        }

        private void end(Outcome outcome) {
            if (outcome instanceof Outcome.Rejected rejected) {
                files.rejected(rejected);
            } else if (outcome instanceof Outcome.Failed failed) {
                files.failed(failed);
            }
            settings.listener().onOutcome(outcome);
        }

        private void deliver(Example example) {
            accounts.add(Accounts.EXPORT, Tally.Kind.IN, "");
            if (example.instruction().provenance().seedId() == null) {
                target.occurs(example);
            }
            String unfit = delivery.unfit(example);
            String reason = unfit != null ? unfit : target.tooMany(example);
            if (reason != null) {
                accounts.add(Accounts.EXPORT, Tally.Kind.REJECTED, reason);
                end(new Outcome.Rejected(
                        example,
                        Accounts.EXPORT,
                        reason,
                        null,
                        example.instruction().origin()));
                return;
            }
            accounts.add(Accounts.EXPORT, Tally.Kind.KEPT, "");
            files.kept(example);
            delivery.write(example);
            target.accept(example);
            exemplars.offer(example);
            settings.listener().onOutcome(new Outcome.Kept(example));
            if (target.isMet()) {
                control.stop(StopReason.TARGET);
            }
        }

        private RunReport finish() {
            RunControl.Stop stop = control.stopped();
            RuntimeException error = stop == null ? null : stop.error();
            if (error != null) {
                throw error;
            }
            accounts.check();
            StopReason reason = stop != null ? stop.reason() : unstopped();
            if (stop != null && reason != StopReason.TARGET) {
                ledger.stop(reason.label());
            }
            files.commit();
            delivery.commit();
            progress.tell();
            return report(reason);
        }

        private StopReason unstopped() {
            return settings.target() == null || target.isMet() ? StopReason.DONE : StopReason.NO_PROGRESS;
        }

        private RunReport report(StopReason reason) {
            List<ModelSpend> spend = new ArrayList<>();
            ledger.totals()
                    .forEach((place, sum) -> spend.add(new ModelSpend(
                            place.stage(),
                            place.model(),
                            sum.requests(),
                            sum.promptTokens(),
                            sum.completionTokens(),
                            sum.isPriced() ? sum.usd() : null)));
            return new RunReport(
                    accounts.read(),
                    accounts.kept(),
                    accounts.frozen(),
                    spend,
                    gateway.replayed(),
                    0,
                    reason,
                    progress.elapsed(),
                    ledger.problems());
        }

        @Override
        public void close() {
            pool.close();
            chain.close();
            RunControl.Stop stop = control.stopped();
            if (stop != null && stop.error() != null) {
                abortAfterGrace();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static Outcome outcomeOf(SourceRow.Malformed row) {
        return new Outcome.Rejected(null, SourceFlow.STAGE, row.reason(), row.detail(), row.origin());
    }

    /** Reads a few rows ahead, for exemplars, and hands them out again. */
    private static final class HeadReader implements SourceReader {
        private final SourceReader reader;
        private final Deque<SourceRow> head = new ArrayDeque<>();

        HeadReader(SourceReader reader) {
            this.reader = reader;
        }

        List<Example> head(int most) {
            List<Example> seeds = new ArrayList<>();
            while (head.size() < most) {
                SourceRow row = reader.next();
                if (row == null) {
                    break;
                }
                head.add(row);
                if (row instanceof SourceRow.Seed seed) {
                    seeds.add(seed.instruction());
                }
            }
            return seeds;
        }

        @Override
        public @Nullable SourceRow next() {
            SourceRow row = head.pollFirst();
            return row != null ? row : reader.next();
        }

        @Override
        public double progress() {
            return reader.progress();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
