package io.augment.internal.run;

import io.augment.AugmentException;
import io.augment.internal.ledger.Charge;
import io.augment.internal.ledger.LedgerTotals;
import io.augment.run.Budget;
import io.augment.run.StopReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets an attempt pass only when the most that it can cost fits under every cap.
 *
 * <p>An attempt that does not fit waits while others are under way, since they may settle for less; when none is, the run
 * stops at that cap.
 */
final class BudgetKeeper {
    private final Budget budget;
    private final RunControl control;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final List<Cap> caps = new ArrayList<>();
    private int underWay;

    BudgetKeeper(Budget budget, RunControl control, Map<LedgerTotals.Place, LedgerTotals.Sum> before) {
        this.budget = budget;
        this.control = control;
        caps.add(new Cap(budget, null, null));
        budget.stages().forEach((stage, cap) -> caps.add(new Cap(cap, stage, null)));
        budget.models().forEach((model, cap) -> caps.add(new Cap(cap, null, model)));
        before.forEach((place, sum) -> {
            for (Cap cap : caps) {
                if (cap.covers(place)) {
                    cap.requests += sum.requests();
                    cap.tokens += sum.promptTokens() + sum.completionTokens();
                    cap.usd = cap.usd.add(sum.usd());
                }
            }
        });
        control.onStop(this::wakeUp);
    }

    private static final class Cap {
        private final Budget limit;
        private final @Nullable String stage;
        private final @Nullable String model;
        private long requests;
        private long tokens;
        private BigDecimal usd = BigDecimal.ZERO;

        Cap(Budget limit, @Nullable String stage, @Nullable String model) {
            this.limit = limit;
            this.stage = stage;
            this.model = model;
        }

        boolean covers(LedgerTotals.Place place) {
            return (stage == null || stage.equals(place.stage())) && (model == null || model.equals(place.model()));
        }

        /** Returns the cap that the charge does not fit under, or null. */
        @Nullable
        StopReason exceededBy(Charge most) {
            Long maxRequests = limit.requests();
            if (maxRequests != null && requests + 1 > maxRequests) {
                return StopReason.BUDGET_REQUESTS;
            }
            Long maxTokens = limit.tokens();
            if (maxTokens != null && tokens + most.tokens() > maxTokens) {
                return StopReason.BUDGET_TOKENS;
            }
            BigDecimal maxUsd = limit.usd();
            BigDecimal money = most.usd();
            if (maxUsd != null && money != null && usd.add(money).compareTo(maxUsd) > 0) {
                return StopReason.BUDGET_USD;
            }
            return null;
        }

        void add(Charge charge, int sign) {
            tokens += sign * charge.tokens();
            BigDecimal money = charge.usd();
            if (money != null) {
                usd = sign > 0 ? usd.add(money) : usd.subtract(money);
            }
        }
    }

    /**
     * Reserves the most that an attempt can cost.
     *
     * @throws RunStoppedException if the run was stopped, or stops here because the attempt does not fit
     * @throws AugmentException if money is capped and the model has no price
     */
    void reserve(LedgerTotals.Place place, Charge most) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                control.check();
                StopReason exceeded = null;
                for (Cap cap : caps) {
                    if (cap.covers(place)) {
                        refuseUnpriced(cap, place, most);
                        exceeded = exceeded == null ? cap.exceededBy(most) : exceeded;
                    }
                }
                if (exceeded == null) {
                    break;
                }
                if (underWay == 0) {
                    control.stop(exceeded);
                } else {
                    settled.await();
                }
            }
            underWay++;
            for (Cap cap : caps) {
                if (cap.covers(place)) {
                    cap.requests++;
                    cap.add(most, 1);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void refuseUnpriced(Cap cap, LedgerTotals.Place place, Charge most) {
        if (cap.limit.usd() != null && most.usd() == null) {
            AugmentException error = new AugmentException("Money is capped at $" + cap.limit.usd()
                    + ", but no price is known for the model " + place.model()
                    + ". Give its price per million tokens, or cap tokens instead.");
            control.fail(error);
            throw error;
        }
    }

    /** Replaces a reservation by what was charged. */
    void settle(LedgerTotals.Place place, Charge most, Charge charged) {
        lock.lock();
        try {
            underWay--;
            for (Cap cap : caps) {
                if (cap.covers(place)) {
                    cap.add(most, -1);
                    cap.add(charged, 1);
                }
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether reservations must be durable before a request leaves. */
    boolean capsSpending() {
        return budget.capsSpending();
    }

    private void wakeUp() {
        lock.lock();
        try {
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
