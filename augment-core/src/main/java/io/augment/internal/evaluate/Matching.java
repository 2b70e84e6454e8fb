package io.augment.internal.evaluate;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares answers with expected ones. */
public final class Matching {
    private static final int LONGEST_EXACT = 40;

    private static final Pattern EXPECTED_CHOICE =
            Pattern.compile("\\(?([A-J])(?:\\)|[.:、](?!\\d)|$)(?:\\s.*)?", Pattern.DOTALL);
    private static final Pattern BARE_CHOICE = Pattern.compile("[\\s*_(\\[\"']*([A-J])[\\s*_)\\].\"':。]*");
    /** A letter and a mark behind it; before a comma it may not be the first of several, or the word I. */
    private static final Pattern LEADING_CHOICE = Pattern.compile(
            "[\\s*_]*[(\\[]?(?:([A-J])[)\\].:、](?!\\d)|([A-HJ])[,，](?!\\s*(?:and\\s+|or\\s+|和)?[A-J]\\b)).*",
            Pattern.DOTALL);

    private static final Pattern BOXED_CHOICE =
            Pattern.compile("\\\\boxed\\{\\s*(?:\\\\text\\{)?\\s*\\(?([A-J])\\)?\\s*}");
    private static final Pattern STATED_CHOICE =
            Pattern.compile("(?:\\b(?i:answer|choice|option)(?:\\s+(?i:is|would be|should"
                    + " be))?\\s*[:：]?|(?:答案|选项)(?:应该)?(?:是|为)?\\s*[:：]?|(?:应|故)?选(?:择)?)"
                    + "[\\s*_(\\[\"'（]*([A-J])(?![A-Za-z'’])");

    private static final Pattern GSM8K = Pattern.compile("####\\s*(\\S+)\\s*$");
    private static final Pattern NUMBER = Pattern.compile("[-−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d+)?");
    private static final Pattern NUMBER_IN_TEXT = Pattern.compile(
            "(?<![\\w.])[-−]?\\$?(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|(?<![\\w.])[-−]?\\$?\\.\\d+");

    private static final Pattern EDGES =
            Pattern.compile("^[\\s\\p{Punct}\\p{IsPunctuation}]+|[\\s\\p{Punct}\\p{IsPunctuation}]+$");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Matching() {}

    /** Compares texts. */
    public static @Nullable Boolean exact(String expected, String answer) {
        String wanted = plain(expected);
        return wanted.isEmpty() ? null : Boolean.valueOf(wanted.equals(plain(answer)));
    }

    /** Compares choices; null where none is expected. */
    public static @Nullable Boolean choice(String expected, String answer) {
        Matcher wanted = EXPECTED_CHOICE.matcher(expected.strip());
        return wanted.matches() ? Boolean.valueOf(wanted.group(1).equals(chosen(answer))) : null;
    }

    /** Compares numbers; null where none is expected. */
    public static @Nullable Boolean number(String expected, String answer) {
        Matcher gsm8k = GSM8K.matcher(expected);
        BigDecimal wanted = value(gsm8k.find() ? gsm8k.group(1) : expected.strip());
        if (wanted == null) {
            return null;
        }
        Matcher numbers = NUMBER_IN_TEXT.matcher(answer);
        BigDecimal last = null;
        while (numbers.find()) {
            last = value(numbers.group());
        }
        return last != null && last.compareTo(wanted) == 0;
    }

    /** Compares by what kind of answer is expected. */
    public static @Nullable Boolean automatic(String expected, String answer) {
        Boolean choice = choice(expected, answer);
        if (choice != null) {
            return choice;
        }
        Boolean number = number(expected, answer);
        if (number != null) {
            return number;
        }
        String bare = expected.strip();
        return (bare.length() <= LONGEST_EXACT && bare.indexOf('\n') < 0) ? exact(bare, answer) : null;
    }

    /** Returns the letter that an answer chooses, or null. */
    static @Nullable String chosen(String answer) {
        Matcher bare = BARE_CHOICE.matcher(answer);
        if (bare.matches()) {
            return bare.group(1);
        }
        String stated = last(BOXED_CHOICE, answer);
        if (stated == null) {
            stated = last(STATED_CHOICE, answer);
        }
        if (stated != null) {
            return stated;
        }
        Matcher leading = LEADING_CHOICE.matcher(answer);
        if (!leading.matches()) {
            return null;
        }
        return leading.group(1) != null ? leading.group(1) : leading.group(2);
    }

    private static @Nullable String last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        String last = null;
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }

    private static @Nullable BigDecimal value(String text) {
        String bare = text.replace("$", "").replace('−', '-');
        if (bare.isEmpty() || !NUMBER.matcher(bare).matches()) {
            return null;
        }
        try {
            return new BigDecimal(bare.replace(",", ""));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String plain(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return SPACE.matcher(EDGES.matcher(folded).replaceAll("")).replaceAll(" ");
    }
}
