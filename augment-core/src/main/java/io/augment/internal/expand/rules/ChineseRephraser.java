package io.augment.internal.expand.rules;

import io.augment.internal.check.ChineseRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewords Chinese commands and questions: other verbs, other frames, the same request. */
final class ChineseRephraser implements Rephraser {
    private static final String RESOURCE = "/io/augment/rules/verbs_zh.tsv";
    private static final int MAX_ASKED = 30;
    private static final int MAX_FRAMED = 50;

    /** "the following X" becomes "the X below" where no further attribute follows, which would pile up particles. */
    private static final Pattern FOLLOWING =
            Pattern.compile("(?<![岁度分以\\d])以下(?=[\\p{IsHan}])(?![每几两三四五六七八九十一的是为来面][^，。]*|[^，。]{1,6}的)");

    private static final Pattern BELOW = Pattern.compile("(?<!以)下面的?(?=[\\p{IsHan}])(?![每几两三四五六七八九十一这])");
    private static final Pattern GIVEN = Pattern.compile("(?<=[^所])给定(?=[\\p{IsHan}])(?![一两三几某])|^给定(?=的)");
    private static final Pattern GIVEN_ONE = Pattern.compile("^给定([一两几][^，。]{1,24})，(?:请)?(.+)$");
    private static final Pattern HALF_WIDTH_COMMA = Pattern.compile("(?<=\\p{IsHan}),\\s*(?=\\p{IsHan})");
    private static final Pattern ONE_OF =
            Pattern.compile("^(?:给我|给出|提供|推荐|写|编写|设计|创作)(一(?:个|份|些|种|首|篇|封|段|部|本|条)[^，。]*)$");

    private record Rule(Pattern pattern, List<String> replacements) {}

    private final List<Rule> rules = load();

    @Override
    public List<String> rephrase(String text, boolean hasInput) {
        ChineseRequest request = ChineseRequest.of(text);
        if (request == null) {
            return List.of();
        }
        boolean inContext = !request.before().isBlank() || !request.after().isBlank();
        List<String> sentences = request.kind() == ChineseRequest.Kind.QUESTION
                ? questions(request.core(), inContext, hasInput)
                : commands(request, hasInput);
        Set<String> results = new LinkedHashSet<>();
        // One form of address for the whole text.
        boolean formal = text.contains("您");
        for (String sentence : sentences) {
            results.add(request.before()
                    + (formal ? sentence.replace('你', '您') : sentence)
                    + request.after().stripLeading());
        }
        return List.copyOf(results);
    }

    private List<String> commands(ChineseRequest request, boolean hasInput) {
        List<String> sentences = new ArrayList<>();
        String mark = request.mark();
        String core = HALF_WIDTH_COMMA.matcher(request.core()).replaceAll("，");
        Matcher given = GIVEN_ONE.matcher(core);
        if (given.matches()) {
            given(given.group(1), given.group(2), mark, hasInput, sentences);
            return sentences;
        }
        for (String command : withVariants(core, hasInput)) {
            boolean original = command.equals(request.core());
            if (!original || !request.bare()) {
                sentences.add(command + mark);
            }
            sentences.add("请" + command + mark);
            if (command.startsWith("给我") || command.startsWith("告诉我")) {
                toldMe(command, mark, sentences);
            } else if (!command.matches(".*[你您].*")) {
                framed(command, mark, request, hasInput, sentences);
            } else {
                sentences.add("请你" + command + mark);
            }
        }
        return sentences;
    }

    private void given(String what, String core, String mark, boolean hasInput, List<String> sentences) {
        for (String command : withVariants(core, hasInput)) {
            sentences.add("给定" + what + "，请" + command + mark);
            sentences.add("我会给你" + what + "，请" + command + mark);
            if (hasInput) {
                sentences.add("下面给出" + what + "，请" + command + mark);
            }
        }
    }

    private static void toldMe(String command, String mark, List<String> sentences) {
        sentences.add("麻烦你" + command + mark);
        String rest = command.replaceFirst("^(?:给我|告诉我)", "");
        boolean whether = rest.matches(".*(?:是否|为什么|如何|怎么|什么|哪).*");
        if (command.startsWith("告诉我") && whether && mark.equals("。")) {
            sentences.add("我想知道" + rest + mark);
        }
        if (command.startsWith("给我") && ONE_OF.matcher(command).matches()) {
            sentences.add("我想要" + rest + mark);
            sentences.add("我需要" + rest + mark);
        }
        if (command.length() <= MAX_ASKED && !whether) {
            sentences.add("你能" + command + "吗？");
            sentences.add("可以" + command + "吗？");
        }
    }

    private static void framed(
            String command, String mark, ChineseRequest request, boolean hasInput, List<String> sentences) {
        boolean helps = !command.contains("我") && !command.matches("给[^出].*");
        if (helps) {
            sentences.add("请帮我" + command + mark);
        }
        sentences.add("麻烦你" + command + mark);
        sentences.add("我想请你" + command + mark);
        if (hasInput) {
            sentences.add("你的任务是" + command + mark);
        }
        boolean yesOrNo = command.matches(".*(?:是否|吗|有没有|什么|为什么|如何|哪).*");
        if (command.length() <= MAX_FRAMED && !command.contains("：")) {
            boolean brief = command.length() <= MAX_ASKED && !yesOrNo && !command.contains("，");
            if (helps) {
                sentences.add("能否帮我" + command + "？");
                if (brief) {
                    sentences.add("可以帮我" + command + "吗？");
                }
            }
            if (brief) {
                sentences.add("你能" + command + "吗？");
            }
        }
        Matcher one = ONE_OF.matcher(command);
        if (command.equals(request.core()) && one.matches() && mark.equals("。")) {
            sentences.add("我需要" + one.group(1) + mark);
            sentences.add("我想要" + one.group(1) + mark);
        }
    }

    private static List<String> questions(String question, boolean inContext, boolean hasInput) {
        List<String> results = new ArrayList<>();
        boolean yesOrNo = question.matches(".*[吗呢吧么]$");
        boolean simple = !question.contains("，") && !question.contains(",") && !yesOrNo;
        if (simple) {
            Matcher kinds = Pattern.compile("^有哪些(.+)$").matcher(question);
            Matcher list = Pattern.compile("^(.+)有哪些$").matcher(question);
            if (kinds.matches()) {
                results.add("请列举一些" + kinds.group(1) + "。");
                results.add("请列出一些" + kinds.group(1) + "。");
            } else if (list.matches()) {
                results.add("请列举" + list.group(1) + "。");
                results.add("请介绍" + list.group(1) + "。");
            } else if (question.matches("^(?:如何|怎么|怎样|为什么|什么是).*")) {
                results.add("请说明" + question + "。");
                results.add("请解释" + question + "。");
            }
            results.add("请告诉我" + question + "。");
            results.add("我想知道" + question + "。");
        }
        if (!inContext && !hasInput) {
            results.add("请回答这个问题：" + question + "？");
            results.add("我有一个问题：" + question + "？");
        }
        return results;
    }

    private Set<String> withVariants(String core, boolean hasInput) {
        Set<String> variants = new LinkedHashSet<>();
        variants.add(core);
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern().matcher(core);
            if (matcher.find()) {
                rule.replacements().forEach(replacement -> variants.add(matcher.replaceFirst(replacement)));
            }
        }
        if (hasInput) {
            for (String variant : List.copyOf(variants)) {
                variants.add(FOLLOWING.matcher(variant).replaceFirst("下面的"));
                variants.add(BELOW.matcher(variant).replaceFirst("以下"));
                variants.add(GIVEN.matcher(variant).replaceFirst("所给"));
            }
        }
        return variants;
    }

    private static List<Rule> load() {
        try (InputStream in = ChineseRephraser.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .map(parts -> new Rule(Pattern.compile(parts[0]), List.of(parts[1].split(";"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
