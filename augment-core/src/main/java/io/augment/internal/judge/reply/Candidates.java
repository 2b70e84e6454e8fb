package io.augment.internal.judge.reply;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes all names that judges give to two answers in one way, so that a few patterns can find what is said of them. */
final class Candidates {
    /** Stands for the first answer. */
    static final char FIRST = '\uE001';

    /** Stands for the second answer. */
    static final char SECOND = '\uE002';

    private static final Set<String> NAMES_OF_FIRST = Set.of("a", "1", "one", "first", "1st", "一", "甲");

    private static final String NOUN =
            "(?:outputs?|responses?|answers?|assistants?|candidates?|options?|models?|repl(?:y|ies)|completions?|summary|texts?"
                    + "|versions?|instructions?|translations?|essays?|prompts?|systems?|choices?|solutions?)";
    private static final String VERDICT_FOLLOWS =
            "(?=['\"]?,?\\s+(?:(?:is|was|wins|outperforms|beats|seems|appears|would|should|clearly|slightly)\\b))";

    /** "Output (a)", "Assistant B", "response 2", "Option [A]". */
    private static final Pattern NAMED = Pattern.compile("(?i)(?:\\bthe )?\\b(?:ai )?" + NOUN
            + "(?:\\s+(?:number|no\\.?)|\\s*#)?\\s*['\"]?(?:[(\\[]{1,2}\\s*(?<p>[ab12])\\s*[)\\]]{1,2}|(?<u>(?-i:[AB])|[b12]|one|two)(?!\\w|'(?!s (?:answer|response|output|reply|work)))|(?<a>a)"
            + VERDICT_FOLLOWS + ")['\"]?(?:'s (?:answer|response|output|reply|work))?");

    /** "the first response", "the second one". */
    private static final Pattern ORDINAL =
            Pattern.compile("(?i)\\b(?:the )?(?<o>first|second|1st|2nd)\\s+(?:of the two\\s+)?(?:ai\\s+)?(?:" + NOUN
                    + "|one(?=\\s+(?:is|was|wins|seems|appears|would)|[.,!]|$))\\b");

    /** "(a)", "[B]". */
    private static final Pattern BRACKETED =
            Pattern.compile("(?<![\\w(\\[])[(\\[]\\s*(?<p>[abAB])\\s*[)\\]](?![\\w)\\]])");

    /** "A is better", "the winner is B", "I choose A". */
    private static final Pattern LETTER = Pattern.compile(
            "(?<![\\p{L}\\d'.])(?<u>[AB])(?![\\p{IsLatin}\\d'])" + VERDICT_FOLLOWS
                    + "|(?i)(?<=winner is |winner: |verdict: |verdict is |decision: |choice is |choice: |choose |prefer |pick |select |preferred: |answer: |answer is |better: |better is |judgment: |judgement: )['\"]?(?-i:(?<v>[AB]))(?![\\p{L}\\d'])['\"]?");

    private static final String NOUN_ZH = "(?:AI)?(?:回答|输出|答案|回复|助手|助理|选项|模型|方案|响应|译文|版本|候选|回应|指令|文本|摘要|结果)";
    private static final Pattern NAMED_ZH = Pattern.compile(
            NOUN_ZH
                    + "\\s*[\"'「]?[(\\[]{0,2}\\s*(?<p>[abAB12二甲乙]|一(?![样致般个直些种定起共]))\\s*[)\\]]{0,2}[\"'」]?(?![\\p{IsLatin}\\d])");
    private static final Pattern ORDINAL_ZH =
            Pattern.compile("第(?<o>[一二12])(?:个|种|份|条|篇|则|位)?(?:" + NOUN_ZH + ")?(?!步|点|段|句|项|方面|部分|行|次|,|、)");
    private static final Pattern LETTER_ZH = Pattern.compile(
            "(?<![\\p{IsLatin}\\d])(?<u>[ABab甲乙])(?=\\s*(?:更|较|优于|好于|胜|比|略|明显|不如|赢|劣于|的(?:回答|答案|回复|输出)))|(?<=比|选|选择|推荐|优于|不如|是|为|:)\\s*(?<v>[AB甲乙])(?![\\p{IsLatin}\\d])");

    private Candidates() {}

    /** Returns the text with each name replaced. */
    static String marked(String text) {
        String marked = replace(NAMED, text, "p", "u", "a");
        marked = replace(ORDINAL, marked, "o");
        marked = replace(NAMED_ZH, marked, "p");
        marked = replace(ORDINAL_ZH, marked, "o");
        marked = replace(BRACKETED, marked, "p");
        marked = replace(LETTER, marked, "u", "v");
        marked = replace(LETTER_ZH, marked, "u", "v");
        if (marked.indexOf(FIRST) < 0 && marked.indexOf(SECOND) < 0) {
            marked = marked.replace("前者", String.valueOf(FIRST)).replace("后者", String.valueOf(SECOND));
        }
        return marked;
    }

    private static String replace(Pattern pattern, String text, String... groups) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String label = "";
            for (String group : groups) {
                label = matcher.group(group) == null ? label : matcher.group(group);
            }
            boolean first = NAMES_OF_FIRST.contains(label.toLowerCase(Locale.ROOT));
            matcher.appendReplacement(out, String.valueOf(first ? FIRST : SECOND));
        }
        return matcher.appendTail(out).toString();
    }
}
