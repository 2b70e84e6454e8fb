package io.augment.internal.constraint;

import io.augment.internal.check.Prose;
import io.augment.internal.text.CuedPattern;
import io.augment.internal.text.CuedText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words, Chinese characters, sentences, paragraphs, bullet points, sections. */
final class LengthConstraints {
    /** A number right before a unit may concern each item and not the whole answer. */
    private static final Pattern RANGE_ZH = Pattern.compile("一两|两三|三四|三五|四五|五六");

    private static final Pattern ANOTHER_TASK_BEHIND = Pattern.compile("^,? (?:and|then)\\b");
    private static final Pattern ANOTHER_TASK_BEFORE_ZH = Pattern.compile("[？?。]|[并再]请?$");
    private static final Pattern WHOLE_ANSWER_ZH = Pattern.compile("^[^，。？]{0,4}(?:回答|作答|概括|总结)");
    private static final Pattern FOR_EACH = Pattern.compile("(?i)\\b(?:each|every|per|apiece)\\b|每|冒号后|其中");

    private static final String BEHIND =
            "(?<behind>(?: or more| or less| or fewer| at most| at least| maximum| max\\b| minimum|以内|之内|以上|以下|左右)?)";
    private static final CuedPattern WORDS =
            CuedPattern.of("(?i)" + Amount.pattern() + "[ -]?words?\\b" + BEHIND, "word");
    private static final CuedPattern HAN =
            CuedPattern.of("(?:(?:字数|篇幅)(?:在|为|控制在)?)?" + Amount.pattern() + " ?个?(?:汉)?字(?![母符])(?:数)?" + BEHIND, "字");
    private static final CuedPattern SENTENCES = CuedPattern.of(
            "(?i)(?<lead>in|with|of|using|use|contain(?:s|ing)?|has|have|having|write|into|to|a|than)?\\W{0,2}"
                    + Amount.pattern() + "[ -](?:short |simple |complete |full )?sentences?\\b" + BEHIND,
            "sentence");
    private static final CuedPattern SENTENCES_ZH =
            CuedPattern.of("(?<lead>用|以|写|成|为|说|只|分)?" + Amount.pattern() + " ?(?:个句子|句话)" + BEHIND, "句");
    private static final CuedPattern PARAGRAPHS =
            CuedPattern.of("(?i)" + Amount.pattern() + "[ -]paragraphs?\\b" + BEHIND, "paragraph");
    private static final CuedPattern PARAGRAPHS_ZH =
            CuedPattern.of("(?:分|用|写|共)" + Amount.pattern() + " ?(?:个段落|个自然段|段(?=[，。话]|$))" + BEHIND, "段");
    private static final CuedPattern BULLETS = CuedPattern.of(
            "(?i)" + Amount.pattern()
                    + "[ -](?:markdown |(?:very )?short |brief )?bullet(?:ed)?(?:[ -](?:points?|items?|lists?))?s?\\b"
                    + BEHIND,
            "bullet");
    private static final CuedPattern PARTS = CuedPattern.of(
            "(?i)" + Amount.pattern() + " (?:sections|parts|stanzas|paragraphs)\\b" + BEHIND,
            "sections",
            "parts",
            "stanzas",
            "paragraphs");
    private static final CuedPattern SECTIONS = CuedPattern.of(
            "(?i)" + Amount.pattern()
                    + "[ -](?:distinct |different )?(?:sections?|paragraphs?|parts?|versions?|advertisements?|chapters?)\\b",
            "section",
            "paragraph",
            "part",
            "version",
            "advertisement",
            "chapter");
    private static final CuedPattern LABEL = CuedPattern.of(
            "\\b(?<label>SECTION|Section|PARAGRAPH|Paragraph|PART|Part|Day|DAY|Chapter|CHAPTER|Audience|AUDIENCE) (?:X\\b|1\\b(?=[^.]{0,12}\\band\\b))",
            "section ",
            "paragraph ",
            "part ",
            "day ",
            "chapter ",
            "audience ");
    private static final CuedPattern NTH_FIRST = CuedPattern.of(
            "(?i)\\bthe (?:very )?(?<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|last|\\d+(?:st|nd|rd|th)) paragraph\\b[^.]{0,40}?(?:start|begin)s? with (?:the )?word [\"“']?(?<word>[\\w-]+)[\"”']?|(?i)\\b(?:start|begin) (?:the )?(?<nth2>(?:first|second|third|fourth|fifth|\\d+(?:st|nd|rd|th)) paragraph|paragraph \\d+) with (?:the )?word [\"“']?(?<word2>[\\w-]+)|(?i)\\bparagraph (?<nth3>\\d+) (?:must|should) (?:start|begin) with (?:the )?word [\"“']?(?<word3>[\\w-]+)",
            "paragraph");
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");
    private static final Pattern BULLET_LINE = Pattern.compile("(?m)^\\s*(?:[*•-]\\s+\\S|[*•]\\s*\\p{L})");
    private static final Pattern NUMBERED_LINE = Pattern.compile("(?m)^\\s*\\d{1,2}[.)、]\\s*\\S");

    private LengthConstraints() {}

    static void find(CuedText text, List<Constraint> found) {
        words(text, found);
        characters(text, found);
        sentences(text, SENTENCES, found);
        sentences(text, SENTENCES_ZH, found);
        boolean labeled = LABEL.isIn(text);
        if (!labeled) {
            paragraphs(text, text.holdsAny("***") && !text.holdsAny("******") ? PARTS : PARAGRAPHS, found);
            paragraphs(text, PARAGRAPHS_ZH, found);
        }
        sections(text, found);
        bullets(text, found);
        firstWord(text, found);
    }

    private static boolean concernsEach(String text, Matcher matcher) {
        String before = text.substring(Math.max(0, matcher.start() - 30), matcher.start());
        String after = text.substring(matcher.end(), Math.min(text.length(), matcher.end() + 14));
        int clause = Math.max(before.lastIndexOf('.'), before.lastIndexOf('。'));
        return FOR_EACH.matcher(before.substring(clause + 1)).find()
                || after.matches("(?is)\\s*(?:each|per|for each|for every|apiece).*");
    }

    private static void words(CuedText cued, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = WORDS.matcher(cued);
        while (matcher.find()) {
            String amountText = matcher.group("amount");
            String behind = matcher.group("behind");
            Amount amount = Amount.parse(amountText, behind);
            boolean range = amount != null && amount.low() != amount.high();
            // "a 500 word essay" is a wish for about that length; only a bound or "exactly" can be broken.
            if (amount == null
                    || (!range && !Amount.isStrict(amountText, behind))
                    || amount.high() < 4
                    || concernsEach(text, matcher)) {
                continue;
            }
            if (text.substring(matcher.end())
                    .matches(
                            "(?is)^[^.]{0,40}\\b(?:all (?:capital|caps)|capitalized|the list|the (?:text|passage))\\b.*")) {
                continue;
            }
            found.add(new Constraint("words", matcher.group().strip(), answer -> amount.allowsAny(counts(answer))));
        }
    }

    private static long[] counts(String answer) {
        long bySpaces = Arrays.stream(answer.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .count();
        return new long[] {bySpaces, Prose.words(answer).size()};
    }

    private static void characters(CuedText cued, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = HAN.matcher(cued);
        while (matcher.find()) {
            String amountText = matcher.group("amount");
            String behind = matcher.group("behind");
            Amount amount = Amount.parse(amountText, behind);
            boolean range = amount != null && amount.low() != amount.high();
            if (amount == null
                    || behind.equals("左右")
                    || (!range && !Amount.isStrict(amountText, behind))
                    || amount.high() < 4
                    || concernsEach(text, matcher)) {
                continue;
            }
            found.add(new Constraint("characters", matcher.group().strip(), answer -> {
                long all = answer.codePoints()
                        .filter(c -> !Character.isWhitespace(c))
                        .count();
                long words = Prose.words(answer).size();
                // With punctuation, without it, and with foreign words counted as one: any of them may be meant.
                return amount.allowsAny(
                                all,
                                words,
                                answer.codePoints()
                                        .filter(Character::isLetterOrDigit)
                                        .count())
                        || (words < amount.high()
                                && all > amount.low()
                                && amount.high() < Integer.MAX_VALUE
                                && amount.low() > 0
                                && words >= amount.low() * 0.95);
            }));
        }
    }

    private static void sentences(CuedText cued, CuedPattern pattern, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = pattern.matcher(cued);
        while (matcher.find()) {
            String amountText = matcher.group("amount");
            String behind = matcher.group("behind");
            Amount amount = Amount.parse(amountText, behind);
            boolean meant = Amount.isStrict(amountText, behind) || matcher.group("lead") != null;
            if (amount == null || !meant || concernsEach(text, matcher) || aboutMaterial(text, matcher)) {
                continue;
            }
            if (RANGE_ZH.matcher(matcher.group()).find() || concernsPart(text, matcher)) {
                continue;
            }
            found.add(new Constraint(
                    "sentences", matcher.group().strip(), answer -> amount.allowsAny(sentenceCounts(answer))));
        }
    }

    /** "Define it in one sentence and give an example", "……？并用一句话给出建议" limit one part of what is asked. */
    private static boolean concernsPart(String text, Matcher matcher) {
        String before = text.substring(0, matcher.start());
        String after = text.substring(matcher.end());
        return ANOTHER_TASK_BEHIND.matcher(after).find()
                || (Prose.isChinese(matcher.group())
                        && ANOTHER_TASK_BEFORE_ZH.matcher(before).find()
                        && !WHOLE_ANSWER_ZH.matcher(after).find());
    }

    /** "Given two sentences", "the three sentences below" speak about the material. */
    private static boolean aboutMaterial(String text, Matcher matcher) {
        String before = text.substring(Math.max(0, matcher.start() - 24), matcher.start("amount"));
        return before.matches(
                        "(?is).*\\b(?:given|the|these|those|following|compare|between|combine|join|merge|last|first)\\s*(?:a |an )?$")
                || before.matches("(?s).*(?:给定|以下|下面|这|前|后)$");
    }

    private static long[] sentenceCounts(String answer) {
        String prose = Prose.withoutCodeBlocks(answer);
        List<String> sentences = Prose.sentences(prose);
        long ended = sentences.stream()
                .filter(sentence -> sentence.matches("(?s).*[.!?。！？][\"”’』」)）*_]*"))
                .count();
        String joined = prose.replaceAll("\\s*\\n\\s*", " ");
        return new long[] {sentences.size(), ended, Prose.sentences(joined).size()};
    }

    private static void paragraphs(CuedText cued, CuedPattern pattern, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = pattern.matcher(cued);
        while (matcher.find()) {
            String amountText = matcher.group("amount");
            Amount amount = Amount.parse(amountText, matcher.group("behind"));
            boolean separated = text.contains("***")
                    || text.toLowerCase(java.util.Locale.ROOT).contains("separate");
            if (amount == null
                    || concernsEach(text, matcher)
                    || aboutMaterial(text, matcher)
                    || (!separated && !Amount.isStrict(amountText, matcher.group("behind")))) {
                continue;
            }
            boolean starred = text.contains("***");
            found.add(new Constraint(
                    "paragraphs",
                    matcher.group().strip(),
                    answer -> starred
                            ? amount.allows(parts(answer, "\\s*\\*\\s?\\*\\s?\\*\\s*"))
                            : amount.allowsAny(parts(answer, "\\n\\s*\\n"), parts(answer, "\\n+"))));
        }
    }

    private static long parts(String answer, String separator) {
        return Arrays.stream(answer.strip().split(separator))
                .filter(part -> !part.isBlank())
                .count();
    }

    private static void sections(CuedText cued, List<Constraint> found) {
        String text = cued.text();
        Matcher named = LABEL.matcher(cued);
        if (!named.find()) {
            return;
        }
        Matcher matcher = SECTIONS.matcher(cued);
        while (matcher.find()) {
            Amount amount = Amount.parse(matcher.group("amount"), "");
            if (amount != null
                    && !FOR_EACH.matcher(text.substring(Math.max(0, matcher.start() - 26), matcher.start()))
                            .find()) {
                Pattern label = Pattern.compile("(?i)\\b" + named.group("label")
                        + "\\s+(?:\\d+|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten)\\b");
                found.add(new Constraint(
                        "sections",
                        matcher.group().strip(),
                        answer -> label.matcher(answer).results().count() >= amount.low()));
                return;
            }
        }
    }

    private static void bullets(CuedText cued, List<Constraint> found) {
        String text = cued.text();
        Matcher matcher = BULLETS.matcher(cued);
        while (matcher.find()) {
            Amount amount = Amount.parse(matcher.group("amount"), matcher.group("behind"));
            if (amount != null && !concernsEach(text, matcher)) {
                found.add(new Constraint(
                        "bullets",
                        matcher.group().strip(),
                        answer -> amount.allowsAny(
                                BULLET_LINE.matcher(answer).results().count(),
                                NUMBERED_LINE.matcher(answer).results().count())));
            }
        }
    }

    private static void firstWord(CuedText text, List<Constraint> found) {
        Matcher matcher = NTH_FIRST.matcher(text);
        while (matcher.find()) {
            String nth = first(matcher, "nth", "nth2", "nth3")
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace(" paragraph", "");
            String word = first(matcher, "word", "word2", "word3");
            int index = ORDINALS.contains(nth)
                    ? ORDINALS.indexOf(nth)
                    : nth.equals("last") ? -1 : Integer.parseInt(nth.replaceAll("\\D", "")) - 1;
            found.add(new Constraint("first-word", matcher.group().strip(), answer -> {
                List<String> parts = Arrays.stream(answer.strip().split("\\n\\s*\\n|\\n?\\s*\\*\\*\\*\\s*\\n?"))
                        .filter(part -> !part.isBlank())
                        .toList();
                int at = index < 0 ? parts.size() - 1 : index;
                return at < parts.size()
                        && parts.get(at)
                                .strip()
                                .replaceFirst("^[\"“'*#\\s]+", "")
                                .toLowerCase(java.util.Locale.ROOT)
                                .startsWith(word.toLowerCase(java.util.Locale.ROOT));
            }));
        }
    }

    private static String first(Matcher matcher, String... groups) {
        for (String group : groups) {
            String value = matcher.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
