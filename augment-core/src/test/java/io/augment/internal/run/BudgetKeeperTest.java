package io.augment.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.AugmentException;
import io.augment.internal.ledger.Charge;
import io.augment.internal.ledger.LedgerTotals;
import io.augment.run.Budget;
import io.augment.run.StopReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetKeeperTest {
    private static final int THREADS = 500;
    private static final long MOST_TOKENS = 1000;
    private static final LedgerTotals.Place EXPAND = new LedgerTotals.Place("expand", "acme/teacher");
    private static final LedgerTotals.Place JUDGE = new LedgerTotals.Place("judge", "acme/teacher");

    private final RunControl control = new RunControl();

    private static Charge charge(long tokens) {
        return new Charge(tokens / 2, tokens - tokens / 2, BigDecimal.valueOf(tokens, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "usd", "requests", "stage", "model"})
    void neverLetsMoreThroughThanTheCap(String kind) throws Exception {
        long cap = 400_000;
        long maxRequests = 700;
        Budget budget = switch (kind) {
            case "tokens" -> Budget.unlimited().tokens(cap);
            case "usd" -> Budget.usd(BigDecimal.valueOf(cap, 6).toPlainString());
            case "requests" -> Budget.unlimited().requests(maxRequests);
            case "stage" -> Budget.unlimited().stage("judge", Budget.unlimited().tokens(cap));
            default ->
                Budget.unlimited().model("acme/teacher", Budget.unlimited().tokens(cap));
        };
        BudgetKeeper keeper = new BudgetKeeper(budget, control, Map.of());
        AtomicLong spentOrReserved = new AtomicLong();
        AtomicLong worst = new AtomicLong();
        AtomicLong requests = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            SplittableRandom random = new SplittableRandom(number);
            Thread thread = new Thread(() -> spend(keeper, random, spentOrReserved, worst, requests));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(control.stopped()).isNotNull();
        if (kind.equals("requests")) {
            assertThat(requests).hasValue(maxRequests);
            assertThat(control.stopped().reason()).isEqualTo(StopReason.BUDGET_REQUESTS);
        } else {
            assertThat(worst.get()).isLessThanOrEqualTo(cap);
            assertThat(spentOrReserved.get()).isGreaterThan(cap - MOST_TOKENS);
            assertThat(control.stopped().reason())
                    .isEqualTo(kind.equals("usd") ? StopReason.BUDGET_USD : StopReason.BUDGET_TOKENS);
        }
    }

    /** Counts at least what the keeper must have let through: added after it says yes, taken away before it is told. */
    private static void spend(
            BudgetKeeper keeper,
            SplittableRandom random,
            AtomicLong spentOrReserved,
            AtomicLong worst,
            AtomicLong requests) {
        try {
            while (true) {
                long most = 1 + random.nextLong(MOST_TOKENS);
                keeper.reserve(JUDGE, charge(most));
                requests.incrementAndGet();
                worst.accumulateAndGet(spentOrReserved.addAndGet(most), Math::max);
                long used = random.nextInt(3) == 0 ? most : random.nextLong(most + 1);
                spentOrReserved.addAndGet(used - most);
                keeper.settle(JUDGE, charge(most), charge(used));
            }
        } catch (RunStoppedException e) {
            // This is how it ends.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void waitsForWhatIsUnderWayBeforeItStops() throws Exception {
        BudgetKeeper keeper = new BudgetKeeper(Budget.unlimited().tokens(1000), control, Map.of());
        keeper.reserve(EXPAND, charge(800));
        Thread waiting = new Thread(() -> {
            try {
                keeper.reserve(EXPAND, charge(500));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        waiting.start();
        keeper.settle(EXPAND, charge(800), charge(100));
        waiting.join();
        assertThat(control.stopped()).isNull();
        keeper.settle(EXPAND, charge(500), charge(500));
        assertThatThrownBy(() -> keeper.reserve(EXPAND, charge(401))).isInstanceOf(RunStoppedException.class);
        assertThat(control.stopped().reason()).isEqualTo(StopReason.BUDGET_TOKENS);
    }

    @Test
    void countsAttemptsOfAllStages() throws Exception {
        BudgetKeeper first = new BudgetKeeper(Budget.unlimited().requests(2), control, Map.of());
        first.reserve(EXPAND, charge(10));
        first.reserve(JUDGE, charge(10));
        assertThat(control.stopped()).isNull();
        first.settle(EXPAND, charge(10), charge(10));
        first.settle(JUDGE, charge(10), charge(10));
        assertThatThrownBy(() -> first.reserve(EXPAND, charge(1))).isInstanceOf(RunStoppedException.class);
    }

    @Test
    void aStageCapLeavesOtherStagesAlone() throws Exception {
        Budget budget = Budget.unlimited().stage("judge", Budget.unlimited().tokens(100));
        BudgetKeeper keeper = new BudgetKeeper(budget, control, Map.of());
        keeper.reserve(JUDGE, charge(100));
        for (int i = 0; i < 100; i++) {
            keeper.reserve(EXPAND, charge(100));
        }
        assertThat(control.stopped()).isNull();
    }

    @Test
    void refusesToSpendMoneyWithoutAPrice() {
        BudgetKeeper keeper = new BudgetKeeper(Budget.usd("1"), control, Map.of());
        assertThatThrownBy(() -> keeper.reserve(EXPAND, new Charge(1, 1, null)))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("no price is known for the model acme/teacher");
        assertThat(control.stopped().reason()).isEqualTo(StopReason.ERROR);
    }
}
