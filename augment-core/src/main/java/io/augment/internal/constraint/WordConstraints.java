package io.augment.internal.constraint;

import io.augment.internal.text.CuedPattern;
import io.augment.internal.text.CuedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that must, must not, or must so often appear; letters and signs that must so often appear. */
final class WordConstraints {
    private static final Pattern ONE_QUOTED = Pattern.compile(
            "[\"“「](?<q>[^\"”」\\n]{1,60})[\"”」]|(?<![\\p{L}\\d])['‘](?<s>[^'’\\n]{1,60})['’](?![\\p{L}\\d])");

    private static final String NOT =
            "(?:do not|don't|does not|doesn't|never|must not|should not|shouldn't|can't|cannot|avoid|refrain from|without|not allowed to|not to|and not|exclude)";
    private static final CuedPattern FORBIDDEN = CuedPattern.of(
            "(?i)(?:" + NOT
                    + " (?!forget)(?:\\w+ ){0,5}?(?:the )?(?:following )?(?:key ?words?|words?|phrases?|terms?)(?<list>[^.\\n]{2,160})"
                    + "|(?:the )?(?:key ?words?|words?|phrases?) (?<list2>[^.\\n]{2,120}?) (?:should|must|can|may|cannot|can't|does|doesn't) ?(?:not|n't|never)? ?(?:appear|be (?:used|included|mentioned|present|in\\b)|show up)"
                    + "|" + NOT
                    + " (?!forget)(?:say(?:ing)?|mention(?:ing)?|us(?:e|ing)|includ(?:e|ing)|contain(?:ing)?|writ(?:e|ing)) (?<list3>[\"“'‘](?!t\\b)[^.\\n]{1,100}))",
            "word",
            "phrase",
            "term",
            "\"",
            "“",
            "'",
            "‘");
    private static final CuedPattern FORBIDDEN_ZH = CuedPattern.of(
            "(?:不要|不能|不得|禁止|避免|不可|不)(?:出现|使用|包含|用到|提到|提及|用)[^。\\n“「\"]{0,10}(?<list>[“「\"][^。\\n]{1,80}[”」\"])",
            "出现",
            "包含",
            "提到",
            "提及",
            "用");
    private static final CuedPattern REQUIRED = CuedPattern.of(
            "(?i)\\b(?:includ(?:e|es|ing)|contain(?:s|ing)?|mention|use|using|incorporate|has|with)(?: all)?(?: of)?(?: the| these)?(?: following)? (?:key ?words?|words?|phrases?)(?!\\w) ?:?(?<list>[^.\\n]{2,160})|\\bmention (?<list2>\"[^\"\\n]{2,60}\")(?! more| less)",
            "word",
            "phrase",
            "mention");
    private static final CuedPattern REQUIRED_ZH = CuedPattern.of(
            "(?:必须|需要?|要|并|请)?(?:包含|包括|出现|使用|用到|用上)(?:以下|下列|这些)?(?:关键词|词语|单词|词)(?:语)?[：:]?(?<list>[“「\"][^。\\n]{1,80}[”」\"])|(?<![不勿])(?:必须|需要?|要|应)(?:包含|包括|出现|使用|用到|用上|提到)(?<list2>[“「\"][^。\\n“”「」\"]{1,40}[”」\"])(?!的)",
            "包含",
            "包括",
            "出现",
            "用",
            "提到");
    private static final CuedPattern FREQUENCY = CuedPattern.of(
            "(?i)(?<!letter )(?:\\b(?:key ?word|word|term|name) (?:[\"“'‘](?<q>[^\"”'’]{1,40})[\"”'’]|(?<bare>(?!should|must|for|in|with|that|of|only|is)[\\p{L}-]+))|[\"“](?<q2>[^\"”]{1,40})[\"”]),?(?: in your (?:entire )?response| in the \\w+)?(?: (?:should|must|needs? to|has to|will|to))?(?: (?:appears?|be (?:used|mentioned|included)|occurs?|show up|is used))?(?: for)? "
                    + Amount.pattern() + "(?: ?times?\\b|(?<=twice|once|thrice)|(?<=or less|or more))",
            "time",
            "twice",
            "once",
            "thrice",
            "or less",
            "or more");
    private static final CuedPattern NO_LETTER = CuedPattern.of(
            "(?i)(?:without (?:using )?|do not (?:use|include|contain) |don't (?:use|include|contain) |avoid (?:using )?)(?:any )?the letter [\"“']?(?<letter>[a-z])\\b(?![^.]{0,12} (?:more|less|over))",
            "letter");
    private static final CuedPattern FREQUENCY_ZH = CuedPattern.of(
            "[“「\"](?<q>[^”」\"]{1,20})[”」\"](?:这个词|一词|这个字|一字)?(?:必须|需要?|要|应)?(?:出现|使用|用)" + Amount.pattern()
                    + " ?次(?<behind>以上|以内|以下)?",
            "次");
    private static final CuedPattern LETTER = CuedPattern.of(
            "(?i)\\bletter [\"“']?(?<letter>[a-z])[\"”']?(?= |,)[^.]{0,60}?" + Amount.pattern()
                    + "(?: ?times?\\b|(?<=twice|once)|(?= or more times))",
            "letter");
    private static final Pattern AVOIDED = Pattern.compile(
            "(?i)(?:\\bavoid(?: using)?|\\b(?:do not|don't|never|not) (?:use|include|contain|have))(?: the)? $");
    private static final CuedPattern SIGN = CuedPattern.of(
            "(?i)" + Amount.pattern()
                    + " (?<name>exclamation marks?|question marks?|hashtags?|semicolons?|asterisks?(?! symbols))\\b",
            "mark",
            "hashtag",
            "semicolon",
            "asterisk");

    private WordConstraints() {}

    static void find(CuedText text, List<Constraint> found) {
        boolean counted = frequencies(text, FREQUENCY, found);
        counted |= frequencies(text, FREQUENCY_ZH, found);
        forbidden(text, FORBIDDEN, found);
        forbidden(text, FORBIDDEN_ZH, found);
        if (!counted) {
            required(text, REQUIRED, found);
            required(text, REQUIRED_ZH, found);
        }
        letters(text, found);
    }

    private static void forbidden(CuedText cued, CuedPattern pattern, List<Constraint> found) {
        Matcher matcher = pattern.matcher(cued);
        while (matcher.find()) {
            // "the words X should appear" demands them.
            if (matcher.group().matches("(?is)(?:the )?(?:key ?words?|words?|phrases?) .*")
                    && !matcher.group().matches("(?is).*(?:\\bnot\\b|n't|never|cannot).*")) {
                continue;
            }
            for (String word : listed(list(matcher), pattern == FORBIDDEN)) {
                found.add(new Constraint("forbidden-word", matcher.group(), answer -> count(answer, word) == 0));
            }
        }
    }

    private static void required(CuedText cued, CuedPattern pattern, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = pattern.matcher(cued);
        while (matcher.find()) {
            String before = text.substring(Math.max(0, matcher.start() - 40), matcher.start());
            if (before.replaceAll("(?i)(?:don't|do not) forget", "")
                    .matches("(?is).*(?:\\bnot\\b|n't|avoid|without|never|refrain|不要|不能|禁止|避免)[^.。]*")) {
                continue;
            }
            for (String word : listed(list(matcher), false)) {
                found.add(new Constraint("keyword", matcher.group(), answer -> containsLoosely(answer, word)));
            }
        }
    }

    private static String list(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            if (group != null) {
                return group;
            }
        }
        return "";
    }

    /** Reads the words of a list: quoted ones; else, after a colon or as plain words, those between commas and "and". */
    private static List<String> listed(String list, boolean single) {
        List<String> words = new ArrayList<>();
        Matcher quoted = ONE_QUOTED.matcher(list);
        int end = -1;
        while (quoted.find()) {
            if (end >= 0 && list.substring(end, quoted.start()).split("\\s+").length > 4) {
                break;
            }
            words.add(quoted.group("q") != null ? quoted.group("q") : quoted.group("s"));
            end = quoted.end();
        }
        if (!words.isEmpty()) {
            return words.stream()
                    .map(word -> word.replaceFirst("[,.;，。；]$", "").strip())
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
        String plain = list.strip()
                .replaceFirst("^:\\s*", "")
                .replaceFirst("(?i)\\s+(?:in|from|throughout|anywhere|within|at) (?:the|your|any|all)\\b.*$", "");
        boolean isList = list.strip().startsWith(":")
                || (plain.matches("(?i)[\\w-]+(?:, [\\w-]+)*,? (?:and|or) [\\w-]+(?: .*)?")
                        && !plain.matches(
                                "(?i)[\\w-]+ (?:and|or) (?:that|be|is|the|in|do|not|use|have|make|you|your|it|include|write|no|a|an)\\b.*"))
                || (!single && plain.matches("[\\w-]+(?:, [\\w-]+)+"));
        if (isList) {
            for (String word : trimmed(plain).split("(?i),? (?:and|or) |, ?|[，、]", 0)) {
                String clean = word.strip().replaceFirst("(?i)^(?:and|or) ", "");
                if (clean.matches("[\\p{L}\\d][\\p{L}\\d' -]{1,30}") && clean.split(" ").length <= 3) {
                    words.add(clean);
                }
            }
        }
        return words;
    }

    /** Cuts a list of plain words after the word that follows its last "and" or "or". */
    private static String trimmed(String list) {
        Matcher last = Pattern.compile("(?i)^([\\w-]+(?:, [\\w-]+)*,? (?:and|or) [\\w-]+)\\b.*")
                .matcher(list);
        return last.matches() ? last.group(1) : list;
    }

    private static boolean frequencies(CuedText cued, CuedPattern pattern, List<Constraint> found) {
        boolean any = false;
        String text = cued.text();
        Matcher matcher = pattern.matcher(cued);
        while (matcher.find()) {
            String word = matcher.group("q");
            if (word == null && pattern == FREQUENCY) {
                word = matcher.group("bare") != null ? matcher.group("bare") : matcher.group("q2");
            }
            String behind = pattern == FREQUENCY_ZH
                    ? matcher.group("behind")
                    : text.substring(matcher.end(), Math.min(text.length(), matcher.end() + 14));
            Amount amount = Amount.parse(matcher.group("amount"), behind == null ? "" : behind);
            if (word != null && amount != null) {
                any = true;
                String counted = word;
                found.add(new Constraint(
                        "word-frequency",
                        matcher.group(),
                        answer -> amount.allowsAny(count(answer, counted), contained(answer, counted))));
            }
        }
        return any;
    }

    private static void letters(CuedText cued, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = LETTER.matcher(cued);
        while (matcher.find()) {
            Amount amount = Amount.parse(
                    matcher.group("amount"),
                    text.substring(matcher.end(), Math.min(text.length(), matcher.end() + 14)));
            String letter = matcher.group("letter").toLowerCase(Locale.ROOT);
            if (amount != null
                    && AVOIDED.matcher(text.substring(0, matcher.start())).find()) {
                amount =
                        amount.low() > 0 && amount.high() == Integer.MAX_VALUE ? new Amount(0, amount.low() - 1) : null;
            }
            Amount allowed = amount;
            if (allowed != null) {
                found.add(new Constraint(
                        "letter-frequency", matcher.group(), answer -> allowed.allows(contained(answer, letter))));
            }
        }
        Matcher none = NO_LETTER.matcher(cued);
        while (none.find()) {
            String letter = none.group("letter").toLowerCase(Locale.ROOT);
            found.add(new Constraint("letter-frequency", none.group(), answer -> contained(answer, letter) == 0));
        }
        Matcher sign = SIGN.matcher(cued);
        while (sign.find()) {
            Amount amount = Amount.parse(sign.group("amount"), "");
            String mark = switch (sign.group("name").toLowerCase(Locale.ROOT).charAt(0)) {
                case 'e' -> "!";
                case 'q' -> "?";
                case 'h' -> "#";
                case 's' -> ";";
                default -> "*";
            };
            if (amount != null && Amount.isStrict(sign.group("amount"), "")) {
                found.add(new Constraint(
                        "sign-frequency", sign.group(), answer -> amount.allows(contained(answer, mark))));
            }
        }
    }

    private static boolean containsLoosely(String answer, String word) {
        return answer.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    /** Counts whole words; Chinese has no word boundaries. */
    private static long count(String answer, String word) {
        return Pattern.compile("(?iu)(?<![\\p{IsLatin}\\d])" + Pattern.quote(word) + "(?![\\p{IsLatin}\\d])")
                .matcher(answer)
                .results()
                .count();
    }

    private static long contained(String answer, String part) {
        return Pattern.compile(Pattern.quote(part), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(answer)
                .results()
                .count();
    }
}
