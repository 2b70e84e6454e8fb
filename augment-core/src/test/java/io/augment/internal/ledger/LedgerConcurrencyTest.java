package io.augment.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerConcurrencyTest {
    private static final int THREADS = 64;
    private static final int EACH = 40;
    private static final Charge MOST = new Charge(100, 100, null);
    private static final Charge PAID = new Charge(7, 3, null);

    @TempDir
    private Path temp;

    private final Set<Long> returned = ConcurrentHashMap.newKeySet();

    private void work(Ledger ledger, int thread) {
        for (int i = 0; i < EACH; i++) {
            long number = (long) thread * EACH + i;
            if (i % 7 == 3) {
                Thread.currentThread().interrupt();
            }
            LedgerKey key = LedgerModel.key(number);
            Ledger.Attempt attempt = ledger.hold(key, "generate", "acme/teacher", MOST, i % 2 == 0);
            if (i % 5 == 0) {
                ledger.miss(attempt, "server-error", Charge.NONE);
                attempt = ledger.hold(key, "generate", "acme/teacher", MOST, i % 2 == 0);
            }
            ledger.reply(attempt, ChatResponse.of("reply " + number), PAID);
            returned.add(number);
            assertThat(ledger.find(key)).isNotNull();
            Thread.interrupted();
        }
    }

    /** Copies of the files, taken at any time, are what a kill at that time would leave. */
    @Test
    void holdsAtEveryMomentWhatWasReturned() throws Exception {
        Path directory = temp.resolve("ledger");
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> futures = new ArrayList<>();
        int snapshots = 0;
        try (Ledger ledger = Ledger.open(directory, 20_000)) {
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                futures.add(pool.submit(() -> work(ledger, number)));
            }
            while (futures.stream().anyMatch(future -> !future.isDone())) {
                List<Long> before = List.copyOf(returned);
                Path copy = temp.resolve("copy" + snapshots++);
                LedgerRandomTest.copy(directory, copy);
                checkCopy(copy, before);
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(snapshots).isPositive();
        try (Ledger ledger = Ledger.open(directory)) {
            long all = (long) THREADS * EACH;
            assertThat(ledger.size()).isEqualTo((int) all);
            LedgerTotals.Sum sum = ledger.totals().values().iterator().next();
            assertThat(ledger.totals()).hasSize(1);
            assertThat(sum.requests()).isEqualTo(all + all / 5);
            assertThat(sum.promptTokens()).isEqualTo(all * PAID.promptTokens());
            assertThat(ledger.problems()).isEmpty();
        }
    }

    private static void checkCopy(Path copy, List<Long> before) {
        try (Ledger ledger = Ledger.open(copy)) {
            assertThat(ledger.totals().keySet()).doesNotContain(LedgerRecovery.UNKNOWN);
            for (long number : before) {
                assertThat(ledger.find(LedgerModel.key(number)))
                        .as("reply %d", number)
                        .isInstanceOf(LedgerEntry.Reply.class);
            }
        }
    }
}
