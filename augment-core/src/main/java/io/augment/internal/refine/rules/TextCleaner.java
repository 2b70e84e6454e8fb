package io.augment.internal.refine.rules;

import io.augment.internal.check.ChineseRequest;
import io.augment.internal.check.Imperative;
import io.augment.internal.check.Prose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cleans what people type: spacing, stray marks, punctuation of the wrong width, the final mark. Code and quotes stay. */
final class TextCleaner {
    /** What no rule may touch. */
    private static final Pattern PROTECTED = Pattern.compile(
            "(?s)```.*?(?:```|\\z)|`[^`\\n]+`|\"[^\"\\n]*\"|“[^”\\n]*”|「[^」\\n]*」|https?://\\S+|\\{[^{}\\n]*\\}|<[^<>\\n]*>|\\[[^\\[\\]\\n]*\\]");

    private static final Pattern BULLET = Pattern.compile(
            "^(?:[-*•·>]+\\s+|(?:Q|Question|Instruction|Task|指令|问题)\\s*[:：]\\s*(?=\\S))", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRAPPED = Pattern.compile("^(?:\"([^\"]+)\"|“([^”]+)”|「([^」]+)」)$");
    private static final Pattern QUESTION_EN = Pattern.compile(
            "^(?:what|which|who|whose|how|why|when|where|is|are|was|were|do|does|did|can|could|should|would|will|has|have)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern QUESTION_ZH =
            Pattern.compile("吗|呢|什么|为何|多少|哪|如何|怎么|怎样|谁|能不能|可不可以|是不是|会不会|有没有|是否|几[个种岁点]");
    private static final Pattern CODE_LIKE = Pattern.compile("[{};=<>]|\\\\|^\\s*(?:def|class|import|SELECT)\\b");

    private static final Pattern STOPPED_QUOTE = Pattern.compile("[.。!！?？…][\"”]$");

    private static final List<Replacement> WIDE = List.of(
            Replacement.of("(?<=\\p{IsHan})\\s*,\\s*(?=\\p{IsHan})", "，"),
            Replacement.of("(?<=\\p{IsHan})\\s*;\\s*(?=\\p{IsHan})", "；"),
            Replacement.of("(?<=\\p{IsHan})\\s*\\?(?=\\s*(?:\\p{IsHan}|$))", "？"),
            Replacement.of("(?<=\\p{IsHan})\\s*!(?=\\s*(?:\\p{IsHan}|$))", "！"),
            Replacement.of("(?<=\\p{IsHan})[ \\t]*:[ \\t]*(?=\\p{IsHan}|$)", "："),
            Replacement.of("(?<=[。？！，；])[ \\t]+(?=\\p{IsHan})", ""),
            Replacement.of("([。，；？！])\\1+", "$1"));

    private static final List<Replacement> NARROW = List.of(
            Replacement.of("(?<=[\\p{L}\\d]) +(?=[,;?!](?:\\s|$))", ""),
            Replacement.of("(?<=[\\p{L}\\d]) +(?=\\.(?:\\s|$))", ""),
            Replacement.of("(?<=\\p{L}{3}),(?=\\p{L}{3})", ", "),
            Replacement.of("(?<!\\.)\\.\\.(?!\\.)", "."),
            Replacement.of("([,;])\\1+", "$1"),
            Replacement.of("\\b([Tt]he|[Aa]n?|[Oo]f|[Tt]o) (?i:\\1)\\b(?= )", "$1"));

    private TextCleaner() {}

    /** What a slip is replaced by. */
    private record Replacement(Pattern slip, String with) {
        static Replacement of(String slip, String with) {
            return new Replacement(Pattern.compile(slip), with);
        }
    }

    /** Returns the cleaned text; cleaning it again changes nothing. */
    static String clean(String text) {
        String spaced = outside(text.strip(), TextCleaner::spacing).strip();
        String single = spaced.contains("\n") ? spaced : unwrapped(spaced);
        boolean chinese = Prose.isChinese(single);
        String marked = single;
        if (chinese) {
            marked = outside(single, TextCleaner::wide);
        } else if (!CODE_LIKE.matcher(single).find()) {
            marked = outside(single, TextCleaner::narrow);
        }
        String ended = marked.contains("\n") ? marked : ended(marked, chinese);
        return chinese ? ended : capitalized(ended);
    }

    /** Applies a rule to all parts that are not protected. */
    private static String outside(String text, UnaryOperator<String> rule) {
        Matcher matcher = PROTECTED.matcher(text);
        StringBuilder result = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            result.append(rule.apply(text.substring(end, matcher.start()))).append(matcher.group());
            end = matcher.end();
        }
        return result.append(rule.apply(text.substring(end))).toString();
    }

    private static String spacing(String text) {
        String plain = text.replace("\r\n", "\n")
                .replace('\u00a0', ' ')
                .replace("\u200b", "")
                .replace("\ufeff", "");
        plain = plain.replaceAll("(?<=[^ \\t\\n]) +\\n", "\n").replaceAll("\\n{3,}", "\n\n");
        // Two spaces between words are a slip; in several lines they may align columns.
        return plain.contains("\n") ? plain : plain.replaceAll("(?<=\\S) {2,}(?=\\S)", " ");
    }

    private static String unwrapped(String text) {
        String plain = BULLET.matcher(text).replaceFirst("");
        Matcher matcher = WRAPPED.matcher(plain);
        if (!matcher.matches()) {
            return plain;
        }
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            if (group != null) {
                groups.add(group.strip());
            }
        }
        return String.join("", groups);
    }

    private static String replaced(String text, List<Replacement> replacements) {
        String plain = text;
        for (Replacement replacement : replacements) {
            plain = replacement.slip().matcher(plain).replaceAll(replacement.with());
        }
        return plain;
    }

    private static String wide(String text) {
        return replaced(text, WIDE);
    }

    private static String narrow(String text) {
        return replaced(text, NARROW);
    }

    private static String ended(String text, boolean chinese) {
        if (text.isEmpty() || CODE_LIKE.matcher(text).find() || (text.indexOf('“') >= 0 && text.indexOf('”') < 0)) {
            return text;
        }
        int last = text.codePointBefore(text.length());
        boolean quote =
                (last == '"' || last == '”') && !STOPPED_QUOTE.matcher(text).find();
        if (!Character.isLetterOrDigit(last) && last != ')' && last != '）' && !quote) {
            return text;
        }
        if (chinese && text.matches("(?s).*[吗呢]")) {
            return text + "？";
        }
        if (chinese) {
            ChineseRequest request = ChineseRequest.of(text);
            if (request != null && request.kind() == ChineseRequest.Kind.COMMAND) {
                return text + "。";
            }
            String lastSentence = text.substring(lastStop(text));
            return QUESTION_ZH.matcher(lastSentence).find() && !quote ? text + "？" : text;
        }
        boolean asks = QUESTION_EN.matcher(text).matches() && !text.contains(". ");
        boolean commands = Imperative.startsEnglish(text);
        if (!asks && !commands) {
            return text;
        }
        return text + (asks ? "?" : ".");
    }

    private static int lastStop(String text) {
        return Math.max(text.lastIndexOf('。'), Math.max(text.lastIndexOf('？'), text.lastIndexOf('?'))) + 1;
    }

    private static String capitalized(String text) {
        if (text.isEmpty() || !Character.isLowerCase(text.charAt(0))) {
            return text;
        }
        boolean sentence =
                Imperative.startsEnglish(text) || QUESTION_EN.matcher(text).matches() || text.startsWith("please ");
        return sentence ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
    }
}
