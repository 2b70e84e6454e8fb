package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.internal.ledger.Ledger;
import io.augment.internal.ledger.LedgerStop;
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
import java.util.function.LongPredicate;
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
    @SuppressWarnings("try") // the lock is held, not used
    public RunReport run(Source source, Delivery delivery, RunDirectory directory, Gateway.Mode mode) {
        try (DirectoryLock lock = DirectoryLock.take(directory);
                Ledger ledger = Ledger.open(directory.ledger());
                RunFiles files = new RunFiles(directory);
                Job job = new Job(
                        source,
                        delivery,
                        directory,
                        ledger,
                        files,
                        mode,
                        StageObserver.NONE,
                        any -> true,
                        Long.MAX_VALUE)) {
            return job.run();
        }
    }

    /**
     * Takes some rows through the stages. Their replies go to the ledger, so that a run does not pay for them again; nothing
     * else is written.
     *
     * @param picks tells by its number, from 0 on, whether a row is taken
     * @param most rows of the source to look at
     */
    @SuppressWarnings("try") // the lock is held, not used
    public RunReport trial(
            Source source, LongPredicate picks, long most, RunDirectory directory, StageObserver observer) {
        try (DirectoryLock lock = DirectoryLock.take(directory);
                Ledger ledger = Ledger.open(directory.ledger());
                Job job = new Job(
                        source,
                        Delivery.NONE,
                        directory,
                        ledger,
                        RecordSink.NONE,
                        Gateway.Mode.ONLINE,
                        observer,
                        picks,
                        most)) {
            return job.run();
        }
    }

    /** Holds what lives as long as one run. */
    private final class Job implements AutoCloseable {
        private final Source source;
        private final Delivery delivery;
        private final Ledger ledger;
        private final RecordSink files;
        private final RunControl control = new RunControl();
        private final Exemplars exemplars = new Exemplars(settings.seed());
        private final Accounts accounts = new Accounts(stages);
        private final TargetKeeper target = new TargetKeeper(settings.target());
        private final Gateway gateway;
        private final WorkerPool pool;
        private final Chain chain;
        private final Progress progress;
        private final RunDirectory directory;
        private final Manifest manifest;
        private final StageRunner runner;
        private final @Nullable Demand demand;
        private final Gateway.Mode mode;
        private final List<Ledger> caches;
        private final LongPredicate picks;
        private final long mostRows;
        private boolean interrupted;
        private int lastRound;
        private long rowsRead;

        Job(
                Source source,
                Delivery delivery,
                RunDirectory directory,
                Ledger ledger,
                RecordSink files,
                Gateway.Mode mode,
                StageObserver observer,
                LongPredicate picks,
                long mostRows) {
            this.picks = picks;
            this.mostRows = mostRows;
            this.source = source;
            this.delivery = delivery;
            this.ledger = ledger;
            this.files = files;
            this.directory = directory;
            this.manifest = new Manifest(directory, source.name(), stages, settings);
            this.mode = mode;
            this.caches = Caches.open(settings.caches());
            this.gateway = new Gateway(settings, ledger, caches, control, clock, mode, observer);
            this.pool = new WorkerPool(2 * settings.concurrency() + 16);
            int lastExpand = Chain.lastExpand(stages);
            boolean byTask = settings.target() != null && settings.target().isByTask() && !isTrial();
            Demand wanted = byTask ? new Demand(target, Chain.newPerSeed(stages), Chain.seedsStay(stages)) : null;
            this.demand = wanted;
            this.runner = new StageRunner(
                    gateway,
                    exemplars,
                    settings,
                    clock,
                    observer,
                    lastExpand,
                    wanted == null ? any -> true : wanted::expands);
            this.chain = new Chain(stages, runner, pool, control, settings.seed());
            this.progress =
                    new Progress(settings.listener(), clock, control, gateway, accounts, ledger, settings.budget());
        }

        RunReport run() {
            if (!isTrial()) {
                manifest.begun();
            }
            progress.tell();
            if (mode == Gateway.Mode.RETRY_FAILED) {
                FailedRecords.askAgain(directory, ledger);
            }
            boolean canRefill = settings.target() != null && !isTrial() && Chain.lastExpand(stages) >= 0;
            if (demand != null) {
                survey(demand);
            }
            for (int round = 0; round < MOST_ROUNDS && control.stopped() == null; round++) {
                long before = accounts.kept();
                round(round);
                if (!canRefill || isLastReplayed(round) || !goesOn(accounts.kept() != before)) {
                    break;
                }
                exemplars.startRound();
            }
            return finish();
        }

        private boolean goesOn(boolean added) {
            return demand == null ? added : demand.startNext(added);
        }

        /** Finds out which task types there are: takes all seeds as far as the first expansion, without a note of it. */
        private void survey(Demand noted) {
            int firstExpand = Chain.firstExpand(stages);
            List<StageSpec> before = stages.subList(0, firstExpand < 0 ? stages.size() : firstExpand);
            try (HeadReader reader = new HeadReader(source.open());
                    Chain toExpand = new Chain(before, runner, pool, control, settings.seed())) {
                exemplars.seeds(reader.head(Exemplars.MOST));
                SourceFlow seeds = new SourceFlow(reader, control, true, Long.MAX_VALUE, 0, any -> true);
                FlowSource end = toExpand.over(seeds, window(), 0, progress::tick, null);
                for (Flow flow = next(end); flow != null; flow = next(end)) {
                    if (flow instanceof Flow.Live live) {
                        noted.seed(live.example());
                    }
                }
            }
            noted.seedsAreNoted();
            noted.startFirst();
        }

        private void round(int round) {
            try (HeadReader reader = new HeadReader(source.open())) {
                if (round == 0) {
                    exemplars.seeds(reader.head(Exemplars.MOST));
                }
                progress.share(reader::progress);
                SourceFlow seeds =
                        new SourceFlow(reader, control, round > 0, mostRows(round), rowsBefore(round), picks);
                FlowSource end = chain.over(seeds, window(), round, progress::tick, directory.path());
                while (true) {
                    Flow flow = next(end);
                    if (flow == null) {
                        break;
                    }
                    take(flow);
                    progress.tick();
                }
                lastRound = round;
                rowsRead = seeds.rows();
            }
        }

        /** A replay reads as far as the run did that it repeats: where a cap stopped that run, nothing further was read. */
        private long mostRows(int round) {
            LedgerStop stop = mode == Gateway.Mode.REPLAY_ONLY ? ledger.lastStop() : null;
            return stop != null && stop.round() == round ? stop.rows() : mostRows;
        }

        private long rowsBefore(int round) {
            LedgerStop stop = ledger.lastStop();
            return stop == null || stop.rows() == Long.MAX_VALUE || stop.round() != round ? 0 : stop.rows();
        }

        /** Ends a replay in the round in which the run ended that it repeats. */
        private boolean isLastReplayed(int round) {
            LedgerStop stop = mode == Gateway.Mode.REPLAY_ONLY ? ledger.lastStop() : null;
            return stop != null && stop.round() <= round;
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
            StopReason enough = enough();
            if (enough != null) {
                accounts.add(flow.tally().notReached(enough.label()));
                if (flow instanceof Flow.Live live && !live.ghost()) {
                    accounts.add(Accounts.EXPORT, Tally.Kind.IN, "");
                    accounts.add(Accounts.EXPORT, Tally.Kind.NOT_REACHED, enough.label());
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
            StopReason reached = enough();
            if (reached != null) {
                control.stop(reached);
            }
        }

        /** What ends a run in the order of its rows, so that a replay ends at the same row. */
        private @Nullable StopReason enough() {
            if (target.isMet()) {
                return StopReason.TARGET;
            }
            return target.isExhausted(accounts.created()) ? StopReason.CANDIDATES : null;
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
        }

        private RunReport finish() {
            RunControl.Stop stop = control.stopped();
            RuntimeException error = stop == null ? null : stop.error();
            if (error != null) {
                throw error;
            }
            accounts.check();
            StopReason reason = stop != null ? stop.reason() : unstopped();
            if (mode != Gateway.Mode.REPLAY_ONLY && !isTrial()) {
                boolean cut = reason != StopReason.DONE && reason != StopReason.NO_PROGRESS && enough() == null;
                ledger.stop(new LedgerStop(reason.label(), lastRound, cut ? rowsRead : Long.MAX_VALUE));
            }
            files.commit();
            delivery.commit();
            progress.tell();
            RunReport report = report(reason);
            if (!isTrial()) {
                manifest.ended(report, progress.samples());
                settings.listener().onEnd(report);
            }
            return report;
        }

        private StopReason unstopped() {
            LedgerStop stop = mode == Gateway.Mode.REPLAY_ONLY ? ledger.lastStop() : null;
            if (stop != null) {
                return StopReason.ofLabel(stop.label());
            }
            return settings.target() == null || target.isMet() ? StopReason.DONE : StopReason.NO_PROGRESS;
        }

        private boolean isTrial() {
            return files == RecordSink.NONE;
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
                    ledger.paidAgain(),
                    reason,
                    progress.elapsed(),
                    warnings());
        }

        private List<String> warnings() {
            List<String> warnings = new ArrayList<>(ledger.problems());
            if (demand != null) {
                warnings.addAll(demand.shortfalls());
            }
            for (StageSpec stage : stages) {
                if (stage instanceof StageSpec.Judge judge) {
                    warnings.addAll(judge.judge().notices());
                } else if (stage instanceof StageSpec.Expand expand) {
                    expand.expanders().forEach(expander -> warnings.addAll(expander.notices()));
                } else if (stage instanceof StageSpec.Generate generate) {
                    warnings.addAll(generate.generator().notices());
                }
            }
            return warnings;
        }

        /** Calls that are under way after an error are paid for: their replies still go into the ledger. */
        @Override
        public void close() {
            control.stop(StopReason.ERROR);
            pool.close();
            if (!pool.awaitEnd(GRACE)) {
                control.abort();
                pool.awaitEnd(GRACE);
            }
            chain.close();
            caches.forEach(Ledger::close);
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
