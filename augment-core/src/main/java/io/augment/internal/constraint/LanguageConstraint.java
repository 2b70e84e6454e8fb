package io.augment.internal.constraint;

import io.augment.internal.check.Language;
import io.augment.internal.text.CuedPattern;
import io.augment.internal.text.CuedText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The language that an answer is asked in. */
public final class LanguageConstraint {
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("english", "en"),
            Map.entry("chinese", "zh"),
            Map.entry("mandarin", "zh"),
            Map.entry("japanese", "ja"),
            Map.entry("korean", "ko"),
            Map.entry("russian", "ru"),
            Map.entry("arabic", "ar"),
            Map.entry("hebrew", "he"),
            Map.entry("hindi", "hi"),
            Map.entry("thai", "th"),
            Map.entry("greek", "el"),
            Map.entry("german", "de"),
            Map.entry("french", "fr"),
            Map.entry("spanish", "es"),
            Map.entry("italian", "it"),
            Map.entry("portuguese", "pt"),
            Map.entry("dutch", "nl"),
            Map.entry("swedish", "sv"),
            Map.entry("vietnamese", "vi"),
            Map.entry("turkish", "tr"),
            Map.entry("polish", "pl"),
            Map.entry("finnish", "fi"),
            Map.entry("indonesian", "id"),
            Map.entry("ukrainian", "uk"),
            Map.entry("persian", "fa"),
            Map.entry("farsi", "fa"),
            Map.entry("urdu", "ur"),
            Map.entry("bengali", "bn"),
            Map.entry("tamil", "ta"),
            Map.entry("telugu", "te"),
            Map.entry("kannada", "kn"),
            Map.entry("marathi", "mr"),
            Map.entry("gujarati", "gu"),
            Map.entry("punjabi", "pa"),
            Map.entry("malayalam", "ml"),
            Map.entry("nepali", "ne"),
            Map.entry("swahili", "sw"),
            Map.entry("bulgarian", "bg"),
            Map.entry("英文", "en"),
            Map.entry("英语", "en"),
            Map.entry("中文", "zh"),
            Map.entry("汉语", "zh"),
            Map.entry("日语", "ja"),
            Map.entry("日文", "ja"),
            Map.entry("韩语", "ko"),
            Map.entry("法语", "fr"),
            Map.entry("法文", "fr"),
            Map.entry("德语", "de"),
            Map.entry("德文", "de"),
            Map.entry("西班牙语", "es"),
            Map.entry("意大利语", "it"),
            Map.entry("葡萄牙语", "pt"),
            Map.entry("俄语", "ru"),
            Map.entry("阿拉伯语", "ar"));
    private static final String NAMES = String.join("|", CODES.keySet());
    private static final Pattern NAMED = Pattern.compile("(?i)(?<!\\p{IsLatin})(?:" + NAMES + ")");
    private static final CuedPattern ASKED = CuedPattern.of(
            "(?i)\\b(?:(?:respond|reply|answer|write|explain|response (?:should|must) be|be|say)(?: it| this| everything| me)?(?: only| entirely| completely)? (?:in|into|using)(?: only)?(?: the)?|using only the|(?:only|entirely|completely) (?:in|using)(?: the)?|in the|in only(?: the)?|in entirely|use only(?: the)?|use|entire (?:response|output|answer) (?:in|should be in|should be written in|is in|must be in)) (?<name>"
                    + NAMES
                    + ")(?: language)?\\b(?!\\s+(?:name|names|translation|word|words|phrase|poem about|style|literature|history|accent|and|or|to|culture|cuisine|grammar))"
                    + "|(?:用|使用|以)(?<zh>" + NAMES + ")(?:来)?(?:回答|回复|写|作答|说明|解释|介绍|描述|撰写|输出)",
            CODES.keySet().toArray(String[]::new));

    private LanguageConstraint() {}

    /** Returns whether the text names any language or asks for a translation. */
    public static boolean namesLanguage(String text) {
        return NAMED.matcher(text).find()
                || text.matches(
                        "(?is).*(?:translat|(?<!programming |query |markup |natural |sign |body |scripting )(?:\\blanguages?\\b(?! models?))|翻译|译成|译为|(?:哪[种门国]|何种|什么|其他|别的|外国|目标|两种|多种|另一种)语言|外语|繁体|繁體|白话|文言).*");
    }

    static void find(CuedText cued, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = ASKED.matcher(cued);
        String wanted = null;
        String wording = "";
        while (matcher.find()) {
            String code = code(matcher);
            if (wanted != null && !wanted.equals(code)) {
                return;
            }
            wanted = code;
            wording = matcher.group();
        }
        if (wanted == null && cued.holdsAny("no other language") && text.matches("(?is).*no other languages? .*")) {
            wanted = onlyNamed(text);
            wording = "no other language";
        }
        String language = wanted;
        if (language != null
                && NAMED.matcher(text)
                                .results()
                                .map(hit -> CODES.get(hit.group().toLowerCase(Locale.ROOT)))
                                .distinct()
                                .count()
                        <= 2) {
            found.add(new Constraint("language", wording, answer -> {
                String detected = Language.detect(answer);
                return detected == null || detected.equals(language);
            }));
        }
    }

    private static @Nullable String onlyNamed(String text) {
        List<String> codes = NAMED.matcher(text)
                .results()
                .map(hit -> CODES.getOrDefault(hit.group().toLowerCase(Locale.ROOT), ""))
                .distinct()
                .toList();
        return codes.size() == 1 ? codes.get(0) : null;
    }

    private static @Nullable String code(Matcher matcher) {
        String name = matcher.group("name") != null ? matcher.group("name") : matcher.group("zh");
        return name == null ? null : CODES.get(name.toLowerCase(Locale.ROOT));
    }
}
