package io.augment.internal.run;

import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.internal.ledger.Ledger;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.StopReason;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Runs stages over an iterator, lazily: as many records are pulled ahead as calls may be under way, and none is pulled before
 * the first outcome is asked for.
 */
public final class StreamRun implements Iterator<Outcome>, AutoCloseable {
    /** Time that calls get to note how they ended once they are aborted. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final RunControl control = new RunControl();
    private final @Nullable DirectoryLock lock;
    private final @Nullable Ledger ledger;
    private final List<Ledger> caches;
    private final WorkerPool pool;
    private final Chain chain;
    private final FlowSource end;
    private @Nullable Outcome next;
    private boolean closed;

    /**
     * Prepares a run.
     *
     * @param directory holds the ledger, or null for none
     */
    public StreamRun(
            List<StageSpec> stages,
            RunSettings given,
            RunClock clock,
            Iterator<Instruction> instructions,
            @Nullable RunDirectory directory) {
        RunSettings settings = given.withListener(new SafeListener(given.listener()));
        this.lock = directory == null ? null : DirectoryLock.take(directory);
        this.ledger = directory == null ? null : Ledger.open(directory.ledger());
        this.caches = Caches.open(settings.caches());
        Gateway gateway =
                new Gateway(settings, ledger, caches, control, clock, Gateway.Mode.ONLINE, StageObserver.NONE);
        this.pool = new WorkerPool(2 * settings.concurrency() + 16);
        Exemplars exemplars = new Exemplars(settings.seed());
        StageRunner runner = new StageRunner(
                gateway, exemplars, settings, clock, StageObserver.NONE, Chain.lastExpand(stages), any -> true);
        this.chain = new Chain(stages, runner, pool, control, settings.seed());
        SourceFlow seeds =
                new SourceFlow(new IteratorReader(instructions), control, false, Long.MAX_VALUE, 0, any -> true);
        Deadline deadline = new Deadline(settings.budget(), clock, control);
        this.end = chain.over(seeds, settings::concurrency, 0, deadline::tick, null);
    }

    @Override
    public boolean hasNext() {
        while (next == null && !closed) {
            Flow flow = flow();
            if (flow == null) {
                close();
            } else if (flow instanceof Flow.Live live) {
                next = new Outcome.Kept(live.example());
            } else if (flow instanceof Flow.Ended ended) {
                next = ended.outcome();
            }
        }
        return next != null;
    }

    private @Nullable Flow flow() {
        RunControl.Stop stop = control.stopped();
        RuntimeException error = stop == null ? null : stop.error();
        if (error != null) {
            close();
            throw error;
        }
        try {
            return end.next();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            return null;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public Outcome next() {
        Outcome outcome = hasNext() ? next : null;
        if (outcome == null) {
            throw new NoSuchElementException("The stream has ended");
        }
        next = null;
        return outcome;
    }

    /** Ends the run: pulls nothing more and aborts the calls that are under way. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        control.stop(StopReason.CANCELLED);
        control.abort();
        pool.close();
        pool.awaitEnd(GRACE);
        chain.close();
        caches.forEach(Ledger::close);
        if (ledger != null) {
            ledger.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    /** Ends a run when its time is up. */
    private static final class Deadline {
        private final @Nullable Long end;
        private final RunClock clock;
        private final RunControl control;

        Deadline(Budget budget, RunClock clock, RunControl control) {
            this.end = budget.time() == null
                    ? null
                    : clock.nanoTime() + budget.time().toNanos();
            this.clock = clock;
            this.control = control;
        }

        void tick() {
            if (end != null && clock.nanoTime() >= end) {
                control.stop(StopReason.BUDGET_TIME);
            }
        }
    }

    private record IteratorReader(Iterator<Instruction> instructions) implements SourceReader {
        @Override
        public @Nullable SourceRow next() {
            return instructions.hasNext() ? new SourceRow.Seed(instructions.next()) : null;
        }

        @Override
        public void close() {}
    }
}
