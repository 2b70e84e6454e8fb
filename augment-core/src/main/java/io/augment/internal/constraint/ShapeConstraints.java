package io.augment.internal.constraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.internal.text.CuedPattern;
import io.augment.internal.text.CuedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON, tables, quotation marks, titles, placeholders, endings, postscripts, separators, repetition of the request. */
final class ShapeConstraints {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final CuedPattern JSON_ASKED = CuedPattern.of(
            "(?i)\\b(?:in|as|into|to|using|use|with)(?: an?| the| valid| only| pure)*(?: proper)? json\\b(?! (?:file|schema|parser|library|path|lines))|\\bjson (?:format|object|output|block|string|array|dictionary|response)\\b|\\b(?:output|return|respond|reply|wrap)[^.\\n]{0,40}\\bjson\\b|(?:以|用|按|输出|返回|转换?为|生成|格式为)[^。\\n]{0,12}JSON|JSON ?(?:格式|对象|数组)(?!的(?:文件|数据))",
            "json");
    private static final Pattern ABOUT_CODE = Pattern.compile(
            "(?i)\\b(?:function|code|script|program|python|java|javascript|parse|parses|parsing|read|load|import|explain|what is|difference|class|endpoint|api|schema|deseriali[sz]e|why)\\b|函数|代码|脚本|程序|解析|读取|解释|是什么|区别");
    private static final Pattern JSON_WHOLE = Pattern.compile(
            "(?i)(?:entire|whole|nothing but|wrap)[^.\\n]{0,60}\\bjson\\b|\\b(?:output|answer|respond|reply) (?:only )?(?:in|as|with) (?:a |an )?(?:valid )?json\\b");
    private static final CuedPattern TABLE_ASKED =
            CuedPattern.of("(?i)\\bmarkdown table\\b|\\btable in markdown\\b|[Mm]arkdown ?(?:格式的)?表格", "table", "表格");
    private static final CuedPattern QUOTED = CuedPattern.of(
            "(?i)(?:(?:wrap|put|enclose|place)[^.\\n]{0,60}(?:entire|whole|all of your|your)?[^.\\n]{0,30}|quotation marks? around[^.]{0,20}|surround[^.\\n]{0,40})(?:double )?quot(?:e|es|ation marks?)|double quotations? marks? around (?:your|the) (?:whole|entire)",
            "quot");
    private static final CuedPattern TITLE = CuedPattern.of(
            "(?i)\\b(?:title|name|answer|story)[^.\\n]{0,80}(?:double angular brackets|<<)", "<<", "angular");
    private static final CuedPattern PLACEHOLDERS =
            CuedPattern.of("(?i)" + Amount.pattern() + " placeholders?\\b", "placeholder");
    private static final CuedPattern HIGHLIGHTED = CuedPattern.of(
            "(?i)(?:highlight|italici[sz]e|emphasize)[^.\\n]{0,30}?" + Amount.pattern()
                    + " (?:\\w+ ){0,3}(?:sections?|parts?|phrases?|words|keywords|points|texts?|titles?|subsections?|names)|"
                    + Amount.pattern().replace("?<amount>", "?<other>")
                    + " (?:italic (?:text )?(?:sections?|phrases?)|(?:\\w+ ){0,3}sections? (?:\\w+ ){0,4}(?:should be |in markdown |be |that are )?highlighted)",
            "highlight",
            "itali",
            "emphasi");
    private static final CuedPattern ANY_HIGHLIGHT =
            CuedPattern.of("(?i)\\b(?:highlight|italici[sz]e)\\b[^\\n]{0,120}\\*[^*\\n]+\\*", "highlight", "itali");
    private static final CuedPattern ENDING = CuedPattern.of(
            "(?i)\\b(?:end|finish|conclude)(?:s|ing)? (?:it |the \\w+ |your (?:entire |whole )?\\w+ )?(?:\\w+ ){0,2}?with (?:the |this |these )?(?:exact |following |very )*(?:phrase|sentence|words?|line)?[^\"“\\n]{0,24}[\"“](?<end>[^\"”\\n]{3,120})[\"”]|\\blast sentence of your (?:response|answer) should be [\"“](?<end2>[^\"”\\n]{3,120})[\"”]|以[“「](?<end3>[^”」\\n]{1,40})[”」](?:作为)?(?:结尾|结束)",
            "\"",
            "“",
            "「");
    private static final CuedPattern POSTSCRIPT = CuedPattern.of(
            "(?i)(?:\\bpost ?-?script\\b|\\bnote starting|\\bwith an?)[^.\\n]{0,60}?\\b(?<mark>P\\.(?:P\\.)?S)\\b",
            "p.s",
            "p.p");
    private static final CuedPattern TWO_ANSWERS =
            CuedPattern.of("(?i)(?:6|six) asterisks?(?: symbols?)?|\\*{6}", "asterisk", "******");
    private static final CuedPattern REPEAT = CuedPattern.of(
            "(?i)\\brep(?:eat|leat)(?:ing)? (?:(?:the|all|exact|entire|whole|first),? )*(?:request|prompt|question|instruction|text|line)\\b(?<where>[^.\\n]{0,40}below)?",
            "repeat",
            "repleat");
    private static final CuedPattern CHOICE = CuedPattern.of(
            "(?is)(?:(?:answer|just say|respond with|reply with)(?= [\"”“]My)|one of (?:the following|these|the) (?:exact )?(?:phrases|options|answers|responses|choices|sentences)|choose (?:from|between|one of)(?: the following)?)[^\"“”'\\n(]{0,40}[:,]?\\s*\\(?(?<options>.{10,300})",
            "\"my",
            "”my",
            "“my",
            "one of ",
            "choose ");
    private static final Pattern OPTION = Pattern.compile(
            "[\"“”'‘](?<o>[^\"“”\\n]{3,60}?[.!?])[\"”'’]|(?m)^\\s*[-*•]?\\s*(?<line>[A-Z][^\"\\n]{3,60}\\.)\\s*$");

    private static final String HIGHLIGHT = "\\*\\*[^*\\n]+\\*\\*|\\*[^*\\n]+\\*";
    private static final CuedPattern PLAIN_ENDING = CuedPattern.of(
            "(?i)(?:\\b(?:end|finish)\\b[^.\\n\"“]{0,60}?(?:\\b(?:exact|this) (?:\\w+ )?(?:phrase|question|sentence):?|with:)|very end of your (?:entire )?response should read(?: exactly)?(?: like)?:?)\\s*(?:\\n+)?(?<plain>[\"“]?\\p{L}[^\\n\"”]{3,100}[.!?])(?:[\"”]|\\s*$|\\n)",
            "phrase",
            "question",
            "sentence",
            "with:",
            "should read");

    private ShapeConstraints() {}

    static void find(CuedText cued, List<Constraint> found) {
        String text = cued.text();
        when(
                JSON_ASKED,
                cued,
                "json",
                () -> ABOUT_CODE.matcher(text).find()
                        && !JSON_WHOLE.matcher(text).find(),
                found,
                ShapeConstraints::holdsJson);
        when(
                TABLE_ASKED,
                cued,
                "table",
                ShapeConstraints::never,
                found,
                answer -> answer.matches("(?s).*\\|[^\\n]*\\n\\s*\\|?\\s*:?-{2,}.*"));
        when(
                QUOTED,
                cued,
                "quotation",
                () -> text.matches(
                        "(?is).*(?:title|keyword|the word|each|name)s? (?:in|with|inside) (?:double )?quot.*"),
                found,
                ShapeConstraints::isQuoted);
        when(TITLE, cued, "title", ShapeConstraints::never, found, answer -> answer.matches("(?s).*<<[^\\n<>]+>>.*"));
        count(PLACEHOLDERS, cued, "placeholders", "\\[[^\\[\\]\\n]+\\]", found);
        if (HIGHLIGHTED.isIn(cued)) {
            count(HIGHLIGHTED, cued, "highlighted", HIGHLIGHT, found);
        } else {
            when(
                    ANY_HIGHLIGHT,
                    cued,
                    "highlighted",
                    ShapeConstraints::never,
                    found,
                    answer -> Pattern.compile(HIGHLIGHT).matcher(answer).find());
        }
        ending(cued, found);
        Matcher postscript = POSTSCRIPT.matcher(cued);
        if (postscript.find()) {
            String mark = postscript.group("mark").toUpperCase(Locale.ROOT).replace(".", "");
            found.add(new Constraint(
                    "postscript",
                    postscript.group(),
                    answer -> answer.toUpperCase(Locale.ROOT)
                            .replaceAll("[. ]", "")
                            .contains(mark)));
        }
        when(
                TWO_ANSWERS,
                cued,
                "two-answers",
                ShapeConstraints::never,
                found,
                answer -> isSplit(answer, text.matches("(?is).*\\b(?:two|2)\\b.*")));
        repeat(cued, found);
        choice(cued, found);
    }

    private static boolean never() {
        return false;
    }

    private static void when(
            CuedPattern pattern,
            CuedText text,
            String kind,
            BooleanSupplier excused,
            List<Constraint> found,
            Predicate<String> holds) {
        Matcher matcher = pattern.matcher(text);
        if (matcher.find() && !excused.getAsBoolean()) {
            found.add(new Constraint(kind, matcher.group().strip(), holds));
        }
    }

    private static void count(CuedPattern pattern, CuedText text, String kind, String unit, List<Constraint> found) {
        Matcher matcher = pattern.matcher(text);
        if (matcher.find()) {
            String amountText = matcher.group("amount");
            if (amountText == null) {
                amountText = matcher.group("other");
            }
            Amount amount = Amount.parse(amountText, "");
            Pattern counted = Pattern.compile(unit);
            if (amount != null) {
                found.add(new Constraint(
                        kind,
                        matcher.group().strip(),
                        answer -> counted.matcher(answer).results().count() >= amount.low()));
            }
        }
    }

    private static boolean holdsJson(String answer) {
        Matcher fenced = Pattern.compile("(?s)```(?:json|JSON)?\\s*(.*?)```").matcher(answer);
        String body = fenced.find() ? fenced.group(1) : answer;
        int start = body.indexOf('{') < 0
                ? body.indexOf('[')
                : body.indexOf('[') < 0 ? body.indexOf('{') : Math.min(body.indexOf('{'), body.indexOf('['));
        int end = Math.max(body.lastIndexOf('}'), body.lastIndexOf(']'));
        if (start < 0 || end < start) {
            return parses(body.strip());
        }
        // Lines of JSON are JSON too.
        return parses(body.substring(start, end + 1))
                || body.substring(start, end + 1)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .allMatch(ShapeConstraints::parses);
    }

    private static boolean parses(String text) {
        try {
            return !text.isBlank() && JSON.readTree(text) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isQuoted(String answer) {
        String text = answer.strip();
        return text.length() > 1
                && "\"“”".indexOf(text.charAt(0)) >= 0
                && "\"“”".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static void ending(CuedText text, List<Constraint> found) {
        Matcher matcher = ENDING.matcher(text);
        if (!matcher.find()) {
            Matcher plain = PLAIN_ENDING.matcher(text);
            if (plain.find() && !plain.group("plain").matches("(?i)(?:a|an|the|your|some|another) .*")) {
                String wanted = letters(plain.group("plain"));
                found.add(new Constraint(
                        "ending",
                        plain.group().strip(),
                        answer -> letters(answer).endsWith(wanted)));
            }
            return;
        }
        matcher.reset();
        while (matcher.find()) {
            String first = matcher.group("end") != null ? matcher.group("end") : matcher.group("end2");
            String end = first != null ? first : matcher.group("end3");
            if (end == null
                    || matcher.group().matches("(?i).*\\b(?:paragraph|stanza|line|sentence that).*with.*")
                    || matcher.group().matches("(?i)(?:ends|finishes) with the word.*")) {
                continue;
            }
            String wanted = letters(end);
            found.add(new Constraint(
                    "ending", matcher.group().strip(), answer -> letters(answer).endsWith(wanted)));
        }
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static boolean isSplit(String answer, boolean exactlyTwo) {
        List<String> parts = Arrays.stream(answer.split("\\*{6,}"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.size() >= 2
                && (!exactlyTwo || parts.size() == 2)
                && !parts.get(0).equals(parts.get(1));
    }

    private static void repeat(CuedText cued, List<Constraint> found) {
        Matcher matcher = REPEAT.matcher(cued);
        if (!matcher.find()) {
            return;
        }
        String text = cued.text();
        // The request stands before the demand to repeat it, or after the paragraph that demands it.
        boolean below = matcher.group("where") != null
                || letters(text.substring(0, matcher.start())).length() < 40;
        int paragraph = text.indexOf("\n\n", matcher.end());
        if (below && paragraph < 0) {
            return;
        }
        String request = letters(below ? text.substring(paragraph) : text);
        String opening = request.substring(0, Math.min(25, request.length()));
        found.add(new Constraint(
                "repeat", matcher.group().strip(), answer -> letters(answer).startsWith(opening)));
    }

    private static void choice(CuedText text, List<Constraint> found) {
        Matcher matcher = CHOICE.matcher(text);
        if (!matcher.find()) {
            return;
        }
        List<String> options = new ArrayList<>();
        Matcher option = OPTION.matcher(matcher.group("options"));
        while (option.find()) {
            options.add(letters(option.group("o") != null ? option.group("o") : option.group("line")));
        }
        if (options.size() >= 2) {
            found.add(new Constraint(
                    "choice",
                    matcher.group().strip(),
                    answer -> options.stream().anyMatch(letters(answer)::contains)));
        }
    }
}
