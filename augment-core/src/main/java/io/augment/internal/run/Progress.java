package io.augment.internal.run;

import io.augment.internal.ledger.Ledger;
import io.augment.internal.ledger.LedgerTotals;
import io.augment.run.Budget;
import io.augment.run.RunListener;
import io.augment.run.RunProgress;
import io.augment.run.StopReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Tells how far a run is, and ends it when its time is up. Used by the thread that drives the run. */
final class Progress {
    private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final RunListener listener;
    private final RunClock clock;
    private final RunControl control;
    private final Gateway gateway;
    private final Accounts accounts;
    private final @Nullable Ledger ledger;
    private final @Nullable Duration most;
    private final long start;
    private final RateSamples samples = new RateSamples();
    private DoubleSupplier share = () -> -1;
    private long last;

    Progress(
            RunListener listener,
            RunClock clock,
            RunControl control,
            Gateway gateway,
            Accounts accounts,
            @Nullable Ledger ledger,
            Budget budget) {
        this.listener = listener;
        this.clock = clock;
        this.control = control;
        this.gateway = gateway;
        this.accounts = accounts;
        this.ledger = ledger;
        this.most = budget.time();
        this.start = clock.nanoTime();
        this.last = start;
    }

    void share(DoubleSupplier value) {
        this.share = value;
    }

    Duration elapsed() {
        return Duration.ofNanos(clock.nanoTime() - start);
    }

    /** Returns how the run went so far. */
    List<RunProgress> samples() {
        return samples.samples();
    }

    /** Looks at the clock; called often. */
    void tick() {
        long now = clock.nanoTime();
        if (most != null && now - start >= most.toNanos()) {
            control.stop(StopReason.BUDGET_TIME);
        }
        if (now - last >= EVERY_NANOS) {
            last = now;
            tell();
        }
    }

    /** Tells how far the run is. */
    void tell() {
        long requests = 0;
        BigDecimal usd = BigDecimal.ZERO;
        if (ledger != null) {
            for (LedgerTotals.Sum sum : ledger.totals().values()) {
                requests += sum.requests();
                usd = usd == null || !sum.isPriced() ? null : usd.add(sum.usd());
            }
        }
        RunProgress progress = new RunProgress(
                accounts.read(),
                accounts.kept(),
                accounts.rejected(),
                accounts.failed(),
                gateway.inFlight(),
                requests,
                usd,
                elapsed(),
                share.getAsDouble());
        samples.offer(progress);
        listener.onProgress(progress);
    }
}
