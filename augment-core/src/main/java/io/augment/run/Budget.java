package io.augment.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Caps what a run may spend: money, tokens, requests, time; for the whole run, and for stages and models.
 *
 * <p>Before each attempt the most that it can cost is reserved, durably; what does not fit is not asked. The run then ends
 * cleanly with all that it has. Immutable.
 *
 * <pre>{@code
 * Budget budget = Budget.usd("5.00").tokens(2_000_000).time(Duration.ofHours(2)).stage("judge", Budget.usd("1.00"));
 * }</pre>
 */
public final class Budget {
    private static final Budget UNLIMITED = new Budget(null, null, null, null, Map.of(), Map.of());

    private final @Nullable BigDecimal usd;
    private final @Nullable Long tokens;
    private final @Nullable Long requests;
    private final @Nullable Duration time;
    private final Map<String, Budget> stages;
    private final Map<String, Budget> models;

    private Budget(
            @Nullable BigDecimal usd,
            @Nullable Long tokens,
            @Nullable Long requests,
            @Nullable Duration time,
            Map<String, Budget> stages,
            Map<String, Budget> models) {
        this.usd = usd;
        this.tokens = tokens;
        this.requests = requests;
        this.time = time;
        this.stages = Map.copyOf(stages);
        this.models = Map.copyOf(models);
    }

    /** Returns the budget without any cap. */
    public static Budget unlimited() {
        return UNLIMITED;
    }

    /**
     * Caps the money.
     *
     * @param amount US dollars as a decimal text, such as {@code 5.00}
     * @throws IllegalArgumentException if the amount is no decimal number or is negative
     */
    public static Budget usd(String amount) {
        BigDecimal money = new BigDecimal(amount);
        if (money.signum() < 0) {
            throw new IllegalArgumentException("A budget must not be negative, but was " + amount);
        }
        return new Budget(money, null, null, null, Map.of(), Map.of());
    }

    /**
     * Caps the tokens, prompt and completion together.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Budget tokens(long number) {
        return new Budget(usd, notNegative("tokens", number), requests, time, stages, models);
    }

    /**
     * Caps the attempts, repeated ones included.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Budget requests(long number) {
        return new Budget(usd, tokens, notNegative("requests", number), time, stages, models);
    }

    /**
     * Caps the time from the start of each process of the run.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public Budget time(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A budget must not be negative, but was " + duration);
        }
        return new Budget(usd, tokens, requests, duration, stages, models);
    }

    /** Caps what one stage may spend, such as {@code judge}; its time is not capped apart. */
    public Budget stage(String stage, Budget cap) {
        Map<String, Budget> more = new LinkedHashMap<>(stages);
        more.put(Objects.requireNonNull(stage, "stage"), Objects.requireNonNull(cap, "cap"));
        return new Budget(usd, tokens, requests, time, more, models);
    }

    /** Caps what one model may cost, by its identity; its time is not capped apart. */
    public Budget model(String identity, Budget cap) {
        Map<String, Budget> more = new LinkedHashMap<>(models);
        more.put(Objects.requireNonNull(identity, "identity"), Objects.requireNonNull(cap, "cap"));
        return new Budget(usd, tokens, requests, time, stages, more);
    }

    /** Returns the money cap in US dollars, or null for none. */
    public @Nullable BigDecimal usd() {
        return usd;
    }

    /** Returns the cap on tokens, or null for none. */
    public @Nullable Long tokens() {
        return tokens;
    }

    /** Returns the cap on attempts, or null for none. */
    public @Nullable Long requests() {
        return requests;
    }

    /** Returns the cap on time, or null for none. */
    public @Nullable Duration time() {
        return time;
    }

    /** Returns the caps of stages. */
    public Map<String, Budget> stages() {
        return stages;
    }

    /** Returns the caps of models. */
    public Map<String, Budget> models() {
        return models;
    }

    /** Returns whether money, tokens or requests are capped anywhere. */
    public boolean capsSpending() {
        return usd != null || tokens != null || requests != null || !stages.isEmpty() || !models.isEmpty();
    }

    private static long notNegative(String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("A budget of " + what + " must not be negative, but was " + number);
        }
        return number;
    }

    @Override
    public String toString() {
        return "Budget[usd " + usd + ", tokens " + tokens + ", requests " + requests + ", time " + time + "]";
    }
}
