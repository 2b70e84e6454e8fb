package io.augment.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatResponse;
import io.augment.chat.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a ledger must know, kept in plain maps beside it, with random operations on both. */
final class LedgerModel {
    static final int SMALL_SEGMENT = 1500;

    private static final List<String> STAGES = List.of("expand", "generate", "judge");
    private static final List<String> MODELS = List.of("acme/teacher", "acme/stu\"dent\n2");
    private static final String ALPHABET = "ab \"\\\n\r\t\u2028\u0000\ud83d\ude00é漢";

    private final SplittableRandom random;
    private final Map<LedgerKey, LedgerEntry> entries = new LinkedHashMap<>();
    private final Map<LedgerKey, Integer> misses = new HashMap<>();
    private final Map<LedgerTotals.Place, long[]> counts = new HashMap<>();
    private final Map<LedgerTotals.Place, BigDecimal> money = new HashMap<>();
    private final Map<String, Integer> again = new HashMap<>();
    private final List<Ledger.Attempt> open = new ArrayList<>();
    private @Nullable LedgerStop lastStop;
    private int nextKey;

    LedgerModel(SplittableRandom random) {
        this.random = random;
    }

    Map<LedgerKey, LedgerEntry> entries() {
        return entries;
    }

    /** Forgets the attempts that a new process can no longer settle; they stay charged. */
    void restart() {
        open.clear();
    }

    static LedgerKey key(long number) {
        return new LedgerKey(number * 0x9E3779B97F4A7C15L, number * 0xC2B2AE3D27D4EB4FL ^ (number << 7));
    }

    void step(Ledger ledger) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> hold(ledger);
            case 4, 5, 6 -> reply(ledger);
            case 7 -> miss(ledger);
            case 8 -> fail(ledger);
            case 9 -> adopt(ledger);
            case 10 -> again(ledger);
            default -> stop(ledger);
        }
    }

    private void hold(Ledger ledger) {
        LedgerKey key = key(nextKey++);
        open.add(ledger.hold(key, any(STAGES), any(MODELS), charge(1000), true));
        LedgerTotals.Place place = open.get(open.size() - 1).place();
        counts(place)[0]++;
        charge(place, open.get(open.size() - 1).most(), 1);
    }

    private void reply(Ledger ledger) {
        if (open.isEmpty()) {
            return;
        }
        Ledger.Attempt attempt = open.remove(random.nextInt(open.size()));
        Charge charge = charge(500);
        ChatResponse response = ChatResponse.builder(text())
                .usage(Usage.of(charge.promptTokens(), charge.completionTokens()))
                .reasoning(random.nextBoolean() ? text() : null)
                .build();
        ledger.reply(attempt, response, charge);
        settle(attempt, charge);
        misses.remove(attempt.key());
        entries.put(attempt.key(), new LedgerEntry.Reply(response, charge));
    }

    private void miss(Ledger ledger) {
        if (open.isEmpty()) {
            return;
        }
        Ledger.Attempt attempt = open.remove(random.nextInt(open.size()));
        boolean limited = random.nextBoolean();
        Charge charge = limited ? Charge.NONE : attempt.most();
        ledger.miss(attempt, limited ? Ledger.RATE_LIMITED : "server-error", charge);
        settle(attempt, charge);
        if (!limited) {
            misses.merge(attempt.key(), 1, Integer::sum);
        }
        Charge most = charge(1000);
        Ledger.Attempt again = ledger.hold(
                attempt.key(), attempt.place().stage(), attempt.place().model(), most, true);
        open.add(again);
        counts(again.place())[0]++;
        charge(again.place(), most, 1);
    }

    private void fail(Ledger ledger) {
        LedgerKey key = key(nextKey++);
        LedgerEntry.Failure failure = new LedgerEntry.Failure("bad-request", text(), random.nextBoolean() ? 400 : null);
        ledger.fail(key, failure);
        entries.put(key, failure);
    }

    private void stop(Ledger ledger) {
        lastStop = new LedgerStop("stop-" + random.nextInt(100), random.nextInt(5), random.nextLong(1000));
        ledger.stop(lastStop);
    }

    private void adopt(Ledger ledger) {
        LedgerKey key = key(nextKey++);
        ChatResponse response = ChatResponse.of(text());
        Charge charge = charge(500);
        ledger.adopt(key, response, charge);
        entries.put(key, new LedgerEntry.Reply(response, charge));
    }

    private void again(Ledger ledger) {
        String record = "r" + random.nextInt(5) + text();
        ledger.again("judge", record);
        again.merge(record, 1, Integer::sum);
    }

    private void settle(Ledger.Attempt attempt, Charge charge) {
        charge(attempt.place(), attempt.most(), -1);
        charge(attempt.place(), charge, 1);
    }

    private void charge(LedgerTotals.Place place, Charge charge, int sign) {
        counts(place)[1] += sign * charge.promptTokens();
        counts(place)[2] += sign * charge.completionTokens();
        BigDecimal usd = charge.usd();
        if (usd != null) {
            money.merge(place, sign > 0 ? usd : usd.negate(), BigDecimal::add);
        }
    }

    private long[] counts(LedgerTotals.Place place) {
        return counts.computeIfAbsent(place, any -> new long[3]);
    }

    private Charge charge(int most) {
        int prompt = random.nextInt(most);
        int completion = random.nextInt(most);
        return new Charge(prompt, completion, BigDecimal.valueOf(prompt + 3L * completion, 6));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String text() {
        int length = random.nextInt(20) == 0 ? 9000 : random.nextInt(80);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int at = ALPHABET.offsetByCodePoints(0, random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length())));
            text.appendCodePoint(ALPHABET.codePointAt(at));
        }
        return text.toString();
    }

    /** Checks that a ledger knows all of this. */
    void verify(Ledger ledger) {
        verifyEntries(ledger);
        misses.forEach((key, count) -> assertThat(ledger.misses(key)).isEqualTo(count));
        again.forEach((record, times) ->
                assertThat(ledger.timesAgain("judge", record)).isEqualTo(times));
        assertThat(ledger.timesAgain("expand", "r1")).isZero();
        assertThat(ledger.size()).isEqualTo(entries.size());
        Map<LedgerTotals.Place, LedgerTotals.Sum> totals = ledger.totals();
        assertThat(totals.keySet()).isEqualTo(counts.keySet());
        totals.forEach((place, sum) -> {
            assertThat(new long[] {sum.requests(), sum.promptTokens(), sum.completionTokens()})
                    .isEqualTo(counts(place));
            assertThat(sum.usd()).isEqualByComparingTo(money.getOrDefault(place, BigDecimal.ZERO));
        });
    }

    void verifyEntries(Ledger ledger) {
        entries.forEach((key, entry) -> assertThat(ledger.find(key)).isEqualTo(entry));
        assertThat(ledger.find(key(-1 - nextKey))).isNull();
    }

    /** Checks what only a ledger that was opened anew knows. */
    void verifyReopened(Ledger ledger) {
        verify(ledger);
        assertThat(ledger.lastStop()).isEqualTo(lastStop);
        assertThat(ledger.problems()).isEmpty();
    }
}
