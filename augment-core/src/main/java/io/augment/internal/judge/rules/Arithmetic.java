package io.augment.internal.judge.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds equations between numbers that do not hold; what has letters, units or rounding in doubt is left alone. */
final class Arithmetic {
    private static final String NUMBER = "\\d{1,15}(?:,\\d{3}){0,6}(?:\\.\\d+)?";
    /** Bounds keep the search off the stack: nobody writes a hundred terms by hand. */
    private static final int TERMS = 60;

    private static final String SIDE = "[($¥€£\\s-]{0,12}" + NUMBER
            + "(?:\\){0,6}\\s{0,3}[-+*/^]\\s{0,3}[($¥€£\\s-]{0,12}" + NUMBER + "){0," + TERMS + "}\\){0,6}";
    private static final Pattern EQUATION = Pattern.compile(
            "(?<![\\p{IsLatin}\\d.,:/*+^%)_=<>-])(?<!\\p{IsLatin} [-+*/] )(?<!(?:^|[^\\p{L}])[\\p{IsLatin}] )(?<![-+*/^%(] )(?<!\\d )"
                    + SIDE
                    + "(?:\\s{0,3}=\\s{0,3}" + SIDE
                    + "){1,12}(?![\\d.,]*\\d|\\s*[-+*/^%×÷x(_]|\\s?\\p{IsLatin}\\s*[-+*/^=]|[\\p{IsLatin}](?!\\p{L})\\^|/)");
    /** A counted thing before a sign; percent and powers change the value, and stay. */
    private static final Pattern UNITS = Pattern.compile(
            "(?<=\\d) (?!(?:percent|million|billion|thousand|hundred|dozen|hours?|minutes?|seconds?|days?|weeks?|months?|years?|feet|foot|inch(?:es)?|cm|mm|km|m|g|kg|mg|lbs?|am|pm|and|or|of|to|mod)\\b)[a-z]{3,12}(?= [-+*/=] \\d)");

    private static final double TOLERANCE = 0.005;

    private Arithmetic() {}

    /** Returns the first equation that is wrong, as it was written, or null. */
    static @Nullable String wrong(String text) {
        for (String line : spoken(text).split("\\n", 0)) {
            Matcher matcher = EQUATION.matcher(line);
            while (matcher.find()) {
                if (isWrong(matcher.group())) {
                    return matcher.group().strip();
                }
            }
        }
        return null;
    }

    /** Writes all signs and the words for them in one way; a text without a digit has no equation, and becomes an empty one. */
    private static String spoken(String text) {
        String plain = Normalizer.normalize(text.replace('，', ';').replace('：', ';'), Normalizer.Form.NFKC)
                .replace('−', '-')
                .replace('–', '-')
                .replace('×', '*')
                .replace('·', '*')
                .replace('÷', '/')
                .replace("\\times", "*")
                .replace("\\div", "/")
                .replace("**", " ")
                .replace("$$", " ");
        if (plain.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return "";
        }
        plain = plain.replaceAll("(?<=\\d)\\s*[xX]\\s*(?=\\d)", " * ");
        String lower = plain.toLowerCase(Locale.ROOT);
        String words = lower.replaceAll("(?<=\\d)\\s+plus\\s+(?=\\d)", " + ")
                .replaceAll("(?<=\\d)\\s+minus\\s+(?=\\d)", " - ")
                .replaceAll("(?<=\\d)\\s+(?:times|multiplied by)\\s+(?=\\d)", " * ")
                .replaceAll("(?<=\\d)\\s+divided by\\s+(?=\\d)", " / ")
                .replaceAll("(?<=[\\d)])\\s+(?:equals|is equal to|makes|gives)\\s+(?=[$\\d-])", " = ");
        // "13 apples + 41 apples = 55 apples", "85 minus 14 is 76"
        words = UNITS.matcher(words).replaceAll(" ");
        words = words.replaceAll("(?<=\\d [-+*/] \\d{1,9})\\s+is\\s+(?=\\d)", " = ");
        return words.replaceAll("(?<=\\d)\\s*加上?\\s*(?=\\d)", " + ")
                .replaceAll("(?<=\\d)\\s*减去?\\s*(?=\\d)", " - ")
                .replaceAll("(?<=\\d)\\s*乘以?\\s*(?=\\d)", " * ")
                .replaceAll("(?<=\\d)\\s*除以\\s*(?=\\d)", " / ")
                .replaceAll("(?<=[\\d)])\\s*(?:等于|得到|得)\\s*(?=\\d)", " = ");
    }

    private static boolean isWrong(String equation) {
        String[] sides = equation.split("=", 0);
        List<Double> values = new ArrayList<>();
        boolean computes = false;
        for (String side : sides) {
            String plain = side.replaceAll("[$¥€£,\\s]", "");
            computes |= plain.matches(".*[\\d)][-+*/^].*");
            Double value = new Calculator(plain).value();
            if (value == null) {
                return false;
            }
            values.add(value);
        }
        if (!computes) {
            return false;
        }
        for (int i = 1; i < values.size(); i++) {
            if (!equal(values.get(i - 1), values.get(i), sides[i - 1], sides[i])) {
                return true;
            }
        }
        return false;
    }

    /** Two values are equal within what rounding to the digits shown can do. */
    private static boolean equal(double left, double right, String leftText, String rightText) {
        double step = Math.max(step(leftText), step(rightText));
        double difference = Math.abs(left - right);
        return difference <= step * 1.01
                || (difference <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right))
                        && (leftText + rightText).contains("."));
    }

    /** Returns one unit in the last decimal place of a plain number with decimals, otherwise next to nothing. */
    private static double step(String side) {
        Matcher decimals = Pattern.compile("^\\D*\\d[\\d,]*\\.(\\d+)\\D*$").matcher(side.strip());
        return decimals.matches() ? Math.pow(10, -decimals.group(1).length()) : 1e-9;
    }
}
