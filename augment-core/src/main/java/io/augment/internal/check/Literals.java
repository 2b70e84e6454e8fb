package io.augment.internal.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a rewrite must not lose: numbers, quoted text, code, addresses, slots and file names.
 *
 * <p>Numbers that are written as words are left alone, and a number may be written as a word in the rewrite.
 */
public final class Literals {
    private static final Pattern CODE = Pattern.compile("(?s)```[^\\n`]*\\n?(.+?)```|`([^`\\n]+)`");
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://[^\\s，。；、）)\\]>\"”]*[^\\s，。；、）)\\]>\"”.,;:!?]|(?<![\\w.+-])[\\w.+-]++@[\\w-]++(?:\\.[\\w-]++)++");
    private static final Pattern SLOT = Pattern.compile(
            "\\{\\{[^{}\\n]{1,60}\\}\\}|\\$?\\{[A-Za-z_][\\w .-]{0,40}\\}|<[A-Za-z_][\\w-]{0,30}>|%[sd]\\b");
    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w./\\\\-])[\\w./\\\\-]*[\\w-]\\.(?:txt|csv|tsv|json|jsonl|xml|html?|css|js|ts|py|java|c|cpp|h|go|rs|rb|sh|sql|ya?ml|md"
                    + "|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|mp3|mp4|wav|zip|gz|tar|log|ini|toml|ipynb)\\b");
    private static final Pattern QUOTED = Pattern.compile("“([^”\\n]{1,300})”|「([^」\\n]{1,300})」|『([^』\\n]{1,300})』"
            + "|《([^》\\n]{1,100})》|(?<![\\w\\d])\"([^\"\\n]{1,300})\"(?![\\w])"
            + "|(?<![\\p{L}\\d'’])'([^'\\n]{1,80})'(?![\\p{L}\\d'’])|(?<![\\p{L}\\d])‘([^’\\n]{1,80})’(?![\\p{L}\\d])");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{IsLatin}\\d_.])\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?![\\d_])");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final Map<String, Set<String>> NUMBER_WORDS = Map.ofEntries(
            Map.entry("0", Set.of("zero", "零", "〇")),
            Map.entry("1", Set.of("one", "a", "an", "single", "once", "first", "一", "第一")),
            Map.entry("2", Set.of("two", "twice", "second", "二", "两", "俩")),
            Map.entry("3", Set.of("three", "third", "三")),
            Map.entry("4", Set.of("four", "fourth", "四")),
            Map.entry("5", Set.of("five", "fifth", "五")),
            Map.entry("6", Set.of("six", "sixth", "六")),
            Map.entry("7", Set.of("seven", "seventh", "七")),
            Map.entry("8", Set.of("eight", "eighth", "八")),
            Map.entry("9", Set.of("nine", "ninth", "九")),
            Map.entry("10", Set.of("ten", "tenth", "十")),
            Map.entry("12", Set.of("twelve", "dozen")));

    private Literals() {}

    /** Returns the literals of the original, in its order, that the rewritten text does not have; each once. */
    public static List<String> missing(String original, String rewritten) {
        String target = canonical(rewritten);
        Set<String> numbers = numbers(rewritten);
        Set<String> words = Set.copyOf(new LinkedHashSet<>(Prose.words(rewritten)));
        List<String> missing = new ArrayList<>();
        String rest = original;
        for (Pattern pattern : List.of(CODE, ADDRESS, SLOT, FILE, QUOTED)) {
            rest = collect(pattern, rest, target, missing);
        }
        for (String number : numbers(rest)) {
            Set<String> asWord = NUMBER_WORDS.getOrDefault(number, Set.of());
            if (!numbers.contains(number) && asWord.stream().noneMatch(words::contains)) {
                missing.add(number);
            }
        }
        return missing;
    }

    /** Notes the matches that the target lacks, and returns the text without any of the matches. */
    private static String collect(Pattern pattern, String text, String target, List<String> missing) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder rest = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            String literal = content(matcher).strip();
            if (!literal.isEmpty() && !target.contains(canonical(literal)) && !missing.contains(literal)) {
                missing.add(literal);
            }
            rest.append(text, end, matcher.start()).append(' ');
            end = matcher.end();
        }
        return rest.append(text, end, text.length()).toString();
    }

    private static String content(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            if (group != null) {
                return group;
            }
        }
        return matcher.group();
    }

    private static String canonical(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        plain = plain.replace('’', '\'').replace('‘', '\'').replace('“', '"').replace('”', '"');
        return SPACE.matcher(plain).replaceAll(" ");
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new LinkedHashSet<>();
        Matcher matcher = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            numbers.add(matcher.group().replace(",", ""));
        }
        return numbers;
    }
}
