package io.augment.internal.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats numbers for readers of English, wherever the run took place. */
public final class Numbers {
    private Numbers() {}

    /** Returns a count. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count with its noun. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Returns a share of a whole, such as {@code 12%}; a dash of nothing. */
    public static String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        double percent = 100.0 * part / whole;
        if (part > 0 && percent < 1) {
            return "<1%";
        }
        if (part < whole && percent > 99) {
            return ">99%";
        }
        return String.format(Locale.ROOT, "%.0f%%", percent);
    }

    /** Returns a number with two decimals; a dash where it is none. */
    public static String score(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** Returns money with two decimals or, below a dollar, with three digits that count. */
    public static String money(@Nullable BigDecimal usd) {
        if (usd == null) {
            return "not known";
        }
        if (usd.signum() == 0 || usd.compareTo(BigDecimal.ONE) >= 0) {
            return "$" + String.format(Locale.ROOT, "%,.2f", usd);
        }
        BigDecimal rounded = usd.round(new MathContext(3, RoundingMode.HALF_UP));
        return "$" + (rounded.scale() < 2 ? rounded.setScale(2) : rounded).toPlainString();
    }

    /** Returns money that may not be a number, as it stands in a file. */
    public static String money(String usd) {
        try {
            return money(new BigDecimal(usd));
        } catch (NumberFormatException e) {
            return usd;
        }
    }

    /** Returns the cost of one of so many, or null where it is not known. */
    public static @Nullable BigDecimal each(@Nullable BigDecimal usd, long number) {
        return usd == null || number == 0 ? null : usd.divide(BigDecimal.valueOf(number), MathContext.DECIMAL64);
    }

    /** Returns a time. */
    public static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }

    /** Returns a number with as many decimals as a label needs. */
    public static String plain(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 1 ? "%.1f" : "%.2f", value);
    }
}
