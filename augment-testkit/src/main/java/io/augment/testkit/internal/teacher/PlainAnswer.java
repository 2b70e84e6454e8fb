package io.augment.testkit.internal.teacher;

import io.augment.testkit.internal.server.SchemaAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers an instruction without any frame around it, in the form that it asks for where that is easy to see. */
final class PlainAnswer {
    private static final Pattern QUOTED_CHOICES =
            Pattern.compile("[\"“]([^\"”]{1,20})[\"”]\\s*(?:or|或)\\s*[\"“]([^\"”]{1,20})[\"”]");
    private static final Pattern LISTED_CHOICES =
            Pattern.compile("\\b([A-Za-z]{1,12}), (?:([A-Za-z]{1,12}), )?([A-Za-z]{1,12}),? or ([A-Za-z]{1,12})\\b");
    private static final Pattern TWO_CHOICES = Pattern.compile(
            "\\b(yes|true|positive|support) (?:or|/) (no|false|negative|unsupport)\\b|(是)或(否)|(正确)或(错误)");
    private static final Pattern AMOUNT = Pattern.compile(
            "\\b(two|three|four|five|six|[2-9])\\s+(?:\\w+\\s+)?(?:tips|ideas|reasons|examples|points|ways|steps|items|questions)"
                    + "|([两二三四五六2-9])(?:条|个|种|点|项)");
    private static final Wording COUNTABLE =
            Wording.of("tips|ideas|reasons|examples|points|ways|steps|items|questions|条|个|种|点|项");
    private static final List<String> ENGLISH_NUMBERS = List.of("two", "three", "four", "five", "six");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'-]{4,}");
    private static final Set<String> COMMON = Set.of(
            "about",
            "given",
            "following",
            "write",
            "which",
            "their",
            "there",
            "these",
            "those",
            "should",
            "would",
            "could",
            "please",
            "explain",
            "describe",
            "sentence",
            "output",
            "answer",
            "question",
            "create",
            "generate",
            "other");

    private PlainAnswer() {}

    static String answer(String instruction, long hash) {
        Phrases phrases = Phrases.inLanguageOf(instruction);
        String known = phrases.answer(instruction, hash);
        if (known != null) {
            return known;
        }
        Kind kind = Kind.of(instruction);
        String choice = choice(instruction, kind, hash);
        if (choice != null) {
            return choice;
        }
        String lower = instruction.toLowerCase(Locale.ROOT);
        List<String> sentences = phrases.general(hash);
        if (lower.contains("as json") || lower.contains("json object") || instruction.contains("JSON 对象")) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("answer", sentences.get(0));
            object.put("points", sentences.subList(1, 3));
            return SchemaAnswer.json(object);
        }
        if (lower.contains("table") || instruction.contains("表格")) {
            return table(phrases, sentences);
        }
        int items = items(instruction);
        if (items > 0 || kind == Kind.LIST) {
            return numbered(sentences.subList(0, items > 0 ? items : 3));
        }
        return prose(instruction, phrases, sentences);
    }

    private static @Nullable String choice(String instruction, Kind kind, long hash) {
        for (Pattern pattern : List.of(QUOTED_CHOICES, LISTED_CHOICES, TWO_CHOICES)) {
            if (pattern != QUOTED_CHOICES && kind != Kind.CLASSIFY) {
                return null;
            }
            Matcher matcher = pattern.matcher(instruction);
            if (matcher.find()) {
                List<String> choices = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    if (matcher.group(i) != null) {
                        choices.add(matcher.group(i));
                    }
                }
                return choices.get((int) Long.remainderUnsigned(hash, choices.size()));
            }
        }
        return null;
    }

    private static int items(String instruction) {
        if (!COUNTABLE.isIn(instruction)) {
            return 0;
        }
        Matcher amount = AMOUNT.matcher(instruction.toLowerCase(Locale.ROOT));
        if (!amount.find()) {
            return 0;
        }
        String found = amount.group(1) == null ? amount.group(2) : amount.group(1);
        int word = ENGLISH_NUMBERS.indexOf(found);
        int number = word >= 0 ? word + 2 : "两".equals(found) ? 2 : Math.max("二三四五六".indexOf(found), 0) + 2;
        return Math.min(6, Character.isDigit(found.charAt(0)) ? Integer.parseInt(found) : number);
    }

    private static String numbered(List<String> sentences) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(i + 1).append(". ").append(sentences.get(i));
        }
        return text.toString();
    }

    private static String table(Phrases phrases, List<String> sentences) {
        StringBuilder text =
                new StringBuilder(phrases.chinese() ? "| 序号 | 内容 |" : "| No. | Content |").append("\n| --- | --- |");
        for (int i = 0; i < 3; i++) {
            text.append("\n| ")
                    .append(i + 1)
                    .append(" | ")
                    .append(sentences.get(i))
                    .append(" |");
        }
        return text.toString();
    }

    private static String prose(String instruction, Phrases phrases, List<String> sentences) {
        if (phrases.chinese()) {
            return "这件事可以从几个方面来看。" + String.join("", sentences.subList(0, 4));
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(instruction);
        while (word.find() && words.size() < 2) {
            String found = word.group().toLowerCase(Locale.ROOT);
            if (!COMMON.contains(found) && !words.contains(found)) {
                words.add(found);
            }
        }
        String start = words.isEmpty() ? "" : "This comes down to " + String.join(" and ", words) + ". ";
        return start + String.join(" ", sentences.subList(0, 4));
    }
}
