package io.augment.internal.ledger;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums what was charged, by stage and model. Guarded by its owner's lock. */
public final class LedgerTotals {
    private final Map<Place, Sum> sums = new LinkedHashMap<>();

    /** Names who spends. */
    public record Place(String stage, String model) {}

    /** Holds a sum. */
    public static final class Sum {
        private long requests;
        private long promptTokens;
        private long completionTokens;
        private BigDecimal usd = BigDecimal.ZERO;
        private boolean priced = true;

        /** Returns the attempts that were made. */
        public long requests() {
            return requests;
        }

        /** Returns prompt tokens. */
        public long promptTokens() {
            return promptTokens;
        }

        /** Returns completion tokens. */
        public long completionTokens() {
            return completionTokens;
        }

        /** Returns the money, as far as prices are known. */
        public BigDecimal usd() {
            return usd;
        }

        /** Returns whether every charge had a price. */
        public boolean isPriced() {
            return priced;
        }

        void add(Charge charge, int sign) {
            promptTokens += sign * charge.promptTokens();
            completionTokens += sign * charge.completionTokens();
            BigDecimal money = charge.usd();
            if (money == null) {
                priced = false;
            } else {
                usd = sign > 0 ? usd.add(money) : usd.subtract(money);
            }
        }
    }

    void request(Place place) {
        sum(place).requests++;
    }

    void add(Place place, Charge charge) {
        sum(place).add(charge, 1);
    }

    void subtract(Place place, Charge charge) {
        sum(place).add(charge, -1);
    }

    private Sum sum(Place place) {
        return sums.computeIfAbsent(place, any -> new Sum());
    }

    /** Returns the sums, in the order in which the places were first seen. */
    public Map<Place, Sum> sums() {
        Map<Place, Sum> copy = new LinkedHashMap<>();
        sums.forEach((place, sum) -> {
            Sum one = new Sum();
            one.requests = sum.requests;
            one.promptTokens = sum.promptTokens;
            one.completionTokens = sum.completionTokens;
            one.usd = sum.usd;
            one.priced = sum.priced;
            copy.put(place, one);
        });
        return copy;
    }
}
