package io.augment.internal.constraint;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A demanded number: from a lowest to a highest value.
 *
 * @param low lowest value that is allowed
 * @param high highest value that is allowed
 */
record Amount(int low, int high) {
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("one", 1),
            Map.entry("single", 1),
            Map.entry("once", 1),
            Map.entry("two", 2),
            Map.entry("twice", 2),
            Map.entry("thrice", 3),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("fifteen", 15),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90),
            Map.entry("hundred", 100));

    /** A number in digits or words, English or Chinese. */
    static final String NUMBER =
            "(?:\\d[\\d,]*|one hundred|a hundred|two hundred|a single|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|once|twice|thrice|[一二两三四五六七八九十百]{1,5})";

    private static final String AT_LEAST =
            "(?:at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum of|minimum|至少|不少于|不低于|最少)";
    private static final String AT_MOST =
            "(?:at most|no more than|not more than|not exceed(?:ing)?|not to exceed|up to|a maximum of|maximum of|maximum|within|不超过|不多于|至多|最多|不能超过|不得超过|控制在)";
    private static final String MORE = "(?:more than|over|greater than|超过|多于|大于)";
    private static final String LESS = "(?:less than|fewer than|under|below|少于|不到|不足|小于)";
    private static final String EXACTLY = "(?:exactly|precisely|only|恰好|刚好|正好|仅用|只用)";

    private static final Pattern FORM = Pattern.compile("(?i)(?<range>between )?(?<relation>" + AT_LEAST + "|" + AT_MOST
            + "|" + MORE + "|" + LESS + "|" + EXACTLY + ")? ?(?:的)?(?<first>" + NUMBER
            + ")(?:(?<plus>\\+)|(?: ?(?:to|and|or|-|–|—|到|至|~|～) ?(?<second>" + NUMBER
            + ")))?(?<after> or more| or less| or fewer| or above| at most| at least| maximum| minimum)?");

    /** Creates an amount that allows a single value. */
    static Amount exactly(int value) {
        return new Amount(value, value);
    }

    /** Returns whether the value lies in the range. */
    boolean allows(long value) {
        return value >= low && value <= high;
    }

    /** Returns whether any of several ways of counting lies in the range. */
    boolean allowsAny(long... values) {
        for (long value : values) {
            if (allows(value)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the pattern source of an amount, with a named group {@code amount}. */
    static String pattern() {
        return "(?<amount>" + FORM.pattern().substring("(?i)".length()).replaceAll("\\?<(?!=|!)\\w+>", "?:") + ")";
    }

    /** Reads an amount, with a word behind the unit such as "or more" or "以内"; null when it is none. */
    static @Nullable Amount parse(String text, String behind) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        int first = number(matcher.group("first"));
        String second = matcher.group("second");
        if (first < 0) {
            return null;
        }
        if (second != null) {
            int last = number(second);
            return last < first ? null : new Amount(first, last);
        }
        String relation = matcher.group("relation") == null
                ? ""
                : matcher.group("relation").toLowerCase(java.util.Locale.ROOT);
        String after = (matcher.group("after") == null ? "" : matcher.group("after")) + " "
                + behind.toLowerCase(java.util.Locale.ROOT);
        if (matcher.group("plus") != null
                || relation.matches(AT_LEAST)
                || after.matches(".*(?: or more| or above| at least| minimum|以上|起).*")) {
            return new Amount(first, Integer.MAX_VALUE);
        }
        if (relation.matches(AT_MOST)
                || after.matches(".*(?: or less| or fewer| at most| maximum| max\\b|以内|之内|以下|以内的).*")) {
            return new Amount(0, first);
        }
        if (relation.matches(MORE)) {
            return new Amount(first + 1, Integer.MAX_VALUE);
        }
        return relation.matches(LESS) ? new Amount(0, first - 1) : exactly(first);
    }

    /** Returns whether the text names a bound or says "exactly", so that a plain number was meant strictly. */
    static boolean isStrict(String text, String behind) {
        return Pattern.compile("(?i)" + AT_LEAST + "|" + AT_MOST + "|" + MORE + "|" + LESS + "|" + EXACTLY
                                + "|\\+|or more|or less|or fewer")
                        .matcher(text)
                        .find()
                || behind.matches("(?i).*(?:or more|or less|or fewer|以内|之内|以上|以下).*");
    }

    private static int number(String text) {
        String plain = text.toLowerCase(java.util.Locale.ROOT).replace(",", "").strip();
        if (plain.isEmpty()) {
            return -1;
        }
        if (Character.isDigit(plain.charAt(0))) {
            return plain.length() > 7 ? -1 : Integer.parseInt(plain);
        }
        if (plain.endsWith("hundred")) {
            return plain.startsWith("two") ? 200 : 100;
        }
        Integer word = WORDS.get(plain.replace("a single", "single"));
        return word != null ? word : chinese(plain);
    }

    private static int chinese(String text) {
        int total = 0;
        int digit = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = "一二三四五六七八九".indexOf(c) + 1;
            if (c == '两') {
                value = 2;
            }
            if (value > 0) {
                digit = value;
            } else if (c == '十' || c == '百') {
                total += Math.max(digit, 1) * (c == '十' ? 10 : 100);
                digit = 0;
            } else {
                return -1;
            }
        }
        return total + digit;
    }
}
