package io.augment.examples.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of options, and writes numbers for people. */
final class Numbers {
    private Numbers() {}

    /** Returns a count with its thousands set apart. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a count with the thing that is counted, such as {@code 1 row} or {@code 2 rows}. */
    static String count(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** Returns a share from 0 to 1 with four decimals. */
    static String share(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }

    /** Reads a whole number of at least 1. */
    static final class AtLeastOne implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) whole(value, 1, Integer.MAX_VALUE);
        }
    }

    /** Reads a whole number of at least 1, however large. */
    static final class AtLeastOneLong implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return whole(value, 1, Long.MAX_VALUE);
        }
    }

    /** Reads a whole number of at least 0. */
    static final class AtLeastZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) whole(value, 0, Integer.MAX_VALUE);
        }
    }

    /** Reads a number from 0 to 1. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            double share = decimal(value).doubleValue();
            if (share > 1) {
                throw new TypeConversionException("'" + value + "' is not a number from 0 to 1");
            }
            return share;
        }
    }

    /** Reads a time in minutes, more than 0. */
    static final class Minutes implements ITypeConverter<Duration> {
        private static final BigDecimal MILLIS = BigDecimal.valueOf(60_000);
        private static final BigDecimal MOST = BigDecimal.valueOf(60L * 24 * 366 * 100);

        @Override
        public Duration convert(String value) {
            BigDecimal minutes = decimal(value);
            if (minutes.signum() == 0 || minutes.compareTo(MOST) > 0) {
                throw new TypeConversionException("'" + value + "' is not a number of minutes above 0");
            }
            return Duration.ofMillis(Math.max(1, minutes.multiply(MILLIS).longValue()));
        }
    }

    /** A scale of scores. */
    record Scale(double low, double high) {
        /** Reads a scale such as 1-10. */
        static final class Reader implements ITypeConverter<Scale> {
            @Override
            public Scale convert(String value) {
                if (value.matches("[0-9]{1,6}-[0-9]{1,6}")) {
                    String[] ends = value.split("-", 0);
                    Scale scale = new Scale(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
                    if (scale.low < scale.high) {
                        return scale;
                    }
                }
                throw new TypeConversionException("'" + value + "' is no scale such as 1-10");
            }
        }
    }

    /** Reads an amount in US dollars, 0 or more. */
    static final class Usd implements ITypeConverter<BigDecimal> {
        @Override
        public BigDecimal convert(String value) {
            return decimal(value);
        }
    }

    private static long whole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, in the words of the option.
        }
        throw new TypeConversionException("'" + value + "' is not a whole number of at least " + least);
    }

    private static BigDecimal decimal(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            if (number.signum() >= 0 && number.scale() <= 40 && number.precision() <= 40) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, in the words of the option.
        }
        throw new TypeConversionException("'" + value + "' is not a decimal number of at least 0");
    }
}
