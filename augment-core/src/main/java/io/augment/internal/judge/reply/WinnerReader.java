package io.augment.internal.judge.reply;

import io.augment.judge.Preference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which of two answers a judge prefers.
 *
 * <p>Statements weigh by kind: a mark or a labelled verdict, then a conclusion ("Therefore, ..."; the opening sentence counts
 * as one), then any plain statement, then one about a single aspect. The strongest kind that occurs decides, if it speaks with
 * one voice.
 */
public final class WinnerReader {
    private static final List<String> WINNER_KEYS = List.of(
            "winner",
            "preferred",
            "preference",
            "better",
            "best",
            "choice",
            "verdict",
            "decision",
            "result",
            "answer",
            "胜者",
            "获胜者",
            "更好",
            "结论",
            "选择");

    private static final Pattern MARK = Pattern.compile(
            "\\[\\[\\s*(?:(?:output|response|answer|assistant)\\s*)?\\(?([ABCabc]|tie|Tie|TIE)\\)?\\s*]]");
    private static final Pattern TAG =
            Pattern.compile("(?i)<(winner|verdict|choice|answer|preferred|decision|better)>\\s*(.{1,40}?)\\s*</\\1>");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。!?！？;；])\\s*|(?<=[.])[\"')]?\\s+|\\n+");

    private static final String T = "[" + Candidates.FIRST + Candidates.SECOND + "]";
    private static final String T1 = "(?<w>" + T + ")";
    private static final String ADVERBS =
            "(?:(?:the|a|an|my|far|much|still|also|overall|thus|therefore|somewhat|bit|little|just|indeed|more|in my opinion|\\w+ly),?\\s+){0,4}";

    private static final Pattern BETTER = Pattern.compile(
            "(?i)" + T1
                    + "\\s*,?\\s*" + ADVERBS
                    + "(?:is|was|seems|appears|remains|comes out|stands out|ranks|would be|emerges|can be considered|is considered|is deemed|is judged)\\s+(?:to be\\s+|as\\s+)?"
                    + ADVERBS
                    + "(?<predicate>better|best|superior|preferable|preferred|winner|stronger (?:one|answer|response|output|choice))\\b");
    private static final Pattern WINS = Pattern.compile(
            "(?i)" + T1 + "\\s+" + ADVERBS
                    + "(?:wins|outperforms|surpasses|beats|prevails|comes out on top|should be (?:preferred|chosen|selected)|should win|takes the win|gets (?:my|the) vote|(?:is|provides|gives|offers) (?:the|a) (?:clearly |slightly |much |overall )?better (?:answer|response|output|reply)(?! to))\\b");
    private static final Pattern CHOSEN = Pattern.compile(
            "(?i)\\b(?:prefer|choose|chose|pick|select|favou?r|go(?:ing)? with|vote (?:for|goes to)|opt for|settle on|lean(?:ing)? towards?)\\s+(?:for\\s+)?['\"]?"
                    + T1 + "|\\b(?:find|found|consider|judge|deem)\\s+(?<x>" + T
                    + ")\\s+(?:to be\\s+)?(?:the\\s+)?(?:\\w+ly\\s+)?(?:better|preferable|superior|best)\\b");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(?:winner|choice|preference|vote|verdict|decision|answer|better (?:one|output|response|answer|option|choice|candidate|assistant|reply|of the two)|(?:best|preferred|superior|stronger) (?:one|output|response|answer|option|choice|candidate|assistant|reply))\\s+(?:is|was|would be|goes to|has to be)\\s+(?:clearly\\s+)?['\"]?"
                    + T1);
    private static final Pattern LABELLED = Pattern.compile(
            "(?i)^\\s*(?:[-*]\\s*)?(?:(?:my|the|final|overall|your)\\s+){0,2}(?:winner|verdict|decision|choice|preference|preferred(?: \\w+)?|better(?: \\w+)?|best(?: \\w+)?|answer|conclusion|judge?ment|result|最终(?:判断|结论|裁决|选择|答案|结果)|结论|判断|裁决|获胜者|胜者|胜出者|优胜者|选择|判定|更好的(?:回答|答案|输出|是)?)\\s*[:=]\\s*['\"(\\[]*"
                    + T1 + "(?!\\s*(?:is|was)?\\s*(?:not|n't|worse)|\\s*[:：])");

    private static final Pattern WORSE = Pattern.compile("(?i)" + T1 + "\\s+" + ADVERBS + "(?:is|was)\\s+" + ADVERBS
            + "(?:worse(?! at)|inferior|the loser|worst)\\b|" + "(?<x>" + T
            + ")\\s+(?:is not|isn't) (?:quite )?as \\w+ as\\s+" + T);

    private static final String BETTER_ZH = "(?:更好|更优|更佳|较好|较优|较佳|更胜一筹|胜出|获胜|最好|最佳|更优秀|更出色|更优质|更合适|更值得推荐|略胜一筹|占优|优胜|赢)";
    private static final Pattern WINS_ZH = Pattern.compile(
            "(?<!比)" + T1 + "(?<gap>[^,。;，；" + Candidates.FIRST + Candidates.SECOND + "]{0,14}?)" + BETTER_ZH);
    private static final Pattern THAN_ZH = Pattern.compile(T1 + "\\s*(?<gap>要|略|明显|显然|整体|总体)?(?:上)?(?:比\\s*" + T
            + "[^,。;]{0,8}?(?:好|优|佳|强)|(?:略|明显|显著|稍)?(?:优于|好于|胜过|胜于|强于)\\s*" + T + ")");
    private static final Pattern LOSES_ZH = Pattern.compile(T + "\\s*(?:略|明显|显著|稍)?(?:不如|劣于|逊于|差于|比不上|不及)\\s*" + T1
            + "|" + T + "\\s*没有\\s*(?<x>" + T + ")[^,。;]{0,6}好");
    private static final Pattern CHOSEN_ZH = Pattern.compile("(?<!不)(?<!没有)(?:我?(?:选择|选|推荐|倾向于|更喜欢|偏好|认为)\\s*(?=" + T
            + "(?:[。.!]|$|更好|较好|更优))|" + BETTER_ZH + "的(?:一个|回答|答案|输出|回复|版本|选项)?(?:是|为)\\s*:?\\s*)" + T1);

    private static final Pattern CONTRAST = Pattern.compile(
            "(?i),?\\s*\\b(?:rather than|instead of|unlike|as opposed to|compared (?:to|with)|in comparison (?:to|with)|in contrast to|and not|not|than|over|versus|vs\\.?)\\s+"
                    + T + "(?:\\s*,)?");

    private static final Pattern DOUBT = Pattern.compile(
            "(?i)\\b(?:whether|unless|hard to (?:say|tell)|not clear|unclear|difficult to|can(?:'t|not) (?:say|determine|decide|tell)|could argue|might argue|some (?:may|might|would)|(?:do not|don't|cannot|can't) (?:think|believe|say|agree|claim)|not (?:true|mean|sure|the case|convinced)|either|neither|to determine which|which (?:one|output|response|answer)|had)\\b"
                    + "|(?<!even )\\bif\\b|很?难以?(?:判断|确定|说)|无法(?:判断|确定|说)|如果|假如|是否|并不|不认为|未必");
    private static final Pattern CONDITION_AFTER = Pattern.compile(
            "(?i)^(?:(?!\\b(?:because|since|as(?! long as)|due)\\b).)*?\\b(?:if|unless|when (?!consider|compar|it comes|evaluat|judg|look)|provided that|assuming|as long as)\\b");

    private static final Pattern ASPECT = Pattern.compile(
            "(?i)\\b(?:in terms of|with (?:respect|regards?) to|regarding|when it comes to|in (?:this|that|one|some) (?:aspect|respect|regard|sense|way)s?|from (?:a|the|this) [\\w-]+ (?:perspective|standpoint|point of view)|on (?:the )?(?:\\w+ )?(?:front|criterion|dimension)|at first (?:glance|sight)|stylistically|grammatically)\\b"
                    + "|方面|(?:从|在).{1,12}(?:角度|来看|上(?:看|来说)?)|就.{1,8}而言");
    private static final Pattern ASPECT_AFTER = Pattern.compile(
            "(?i)^\\s*(?:(?:\\w+\\s+){0,2}(?:at|in)\\s+(?!every|all\\b|general|both|overall|most|my|this case|this instance|following|executing|terms of (?:following|executing))|(?:written|structured|organi[sz]ed|formatted|worded|phrased|explained)\\b)");

    private static final Pattern CONCLUSION = Pattern.compile(
            "(?i)\\b(?:therefore|thus|hence|consequently|in conclusion|to conclude|to sum up|in summary|overall|ultimately|all things considered|based on|considering|taking (?:all|everything|these|this)|given (?:this|these|the above|all)|in the end|accordingly|so,|so(?= "
                    + T
                    + ")|finally|for these reasons|final (?:verdict|decision|answer|judge?ment))(?![\\p{L}])|因此|所以|综上|总之|总的来说|总体|综合(?:来看|考虑|以上|而言)|整体(?:来看|而言|上)|最终|故而?");

    private static final Pattern TIE = Pattern.compile(
            "(?i)\\b(?:it'?s? (?:is |would be |must be )?(?:therefore )?an? (?:tie|draw)|(?:is|as|call (?:it|this)|declare|declaring|result is|results? in|ends? in) an? (?:tie|draw)|they (?:are )?tied?|are tied|tie between|(?:verdict|winner|decision|result|choice|answer|preference)\\s*(?:is)?\\s*[:=]?\\s*(?:an? )?(?:tie|draw|neither|both))\\b|平局|平手|不分上下|不相上下|难分高下|难分伯仲|不分伯仲");
    private static final Pattern NO_TIE = Pattern.compile(
            "(?i)\\b(?:not|n't|no|rather than|instead of|if|avoid|break)\\b.{0,30}\\b(?:tie|draw)\\b|不是平|并非平");
    private static final Pattern EQUAL = Pattern.compile(
            "(?i)\\b(?:equally (?:good|bad|well|strong|helpful|valid|correct|effective)|(?:are|is) (?:of )?equal(?: in)?(?: quality)?|equal quality|no (?:clear |significant |real |meaningful )?(?:winner|preference|difference)|neither (?:one |output |response |answer )?is better|just as good as)\\b|(?:一样|同样|同等)(?:的)?(?:好|优秀|出色|差)|没有(?:明显|显著|太大)?(?:的)?(?:区别|差别|差异|优劣)");
    private static final Pattern ONLY_TIE = Pattern.compile(
            "(?i)\\s*[\\[(\"']*(?:it'?s? (?:is )?)?(?:a )?(?:tie|draw|c|both|equal|neither|平局|平手|一样好|两者相当)[\\])\"'.!。]*\\s*");

    private static final Pattern ONLY = Pattern.compile(
            "[\\s\"'(\\[]*(?:(?:answer|verdict|winner|so|thus|therefore|is|,|:)\\s*){0,3}" + T1 + "[\\s\"')\\].!。,]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_LETTER = Pattern.compile("[\"'(\\[]*(?<w>[AaBb])[\"')\\].!。]*");

    /** Patterns in which the answer may stand at two places. */
    private static final Set<Pattern> TWO_PLACES = Set.of(WORSE, LOSES_ZH, CHOSEN);

    private static final int FEW_SENTENCES = 2;

    private enum Kind {
        MARK,
        OPENING,
        CONCLUSION,
        PLAIN,
        ASPECT
    }

    private final Map<Kind, Set<Preference>> said = new java.util.EnumMap<>(Kind.class);

    private WinnerReader() {
        for (Kind kind : Kind.values()) {
            said.put(kind, EnumSet.noneOf(Preference.class));
        }
    }

    /** Returns the winner, or null when the reply names none or more than one. */
    public static @Nullable Preference read(ReplyText reply) {
        if (reply.object() != null) {
            Preference fromJson = fromObject(reply.object());
            if (fromJson != null) {
                return fromJson;
            }
        }
        return reply.text().isEmpty() ? null : new WinnerReader().readText(reply.text());
    }

    private static @Nullable Preference fromObject(Map<String, @Nullable Object> object) {
        for (Map.Entry<String, @Nullable Object> entry : object.entrySet()) {
            String key = entry.getKey().toLowerCase(Locale.ROOT);
            if (WINNER_KEYS.stream().anyMatch(key::contains) && entry.getValue() != null) {
                return value(label(entry.getValue()));
            }
        }
        return null;
    }

    private static String label(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : String.valueOf(value).strip();
    }

    /** Reads a value that can only name a winner. */
    private static @Nullable Preference value(String value) {
        if (ONLY_TIE.matcher(value).matches()) {
            return Preference.TIE;
        }
        if (value.equals("1") || value.equals("2")) {
            return value.equals("1") ? Preference.FIRST : Preference.SECOND;
        }
        return bare(value);
    }

    private static @Nullable Preference bare(String line) {
        Matcher letter = BARE_LETTER.matcher(line);
        if (letter.matches()) {
            return letter.group("w").equalsIgnoreCase("a") ? Preference.FIRST : Preference.SECOND;
        }
        if (line.matches("(?i)(?:the )?(?:first|second)|第[一二]个?")) {
            return line.toLowerCase(Locale.ROOT).contains("first") || line.contains("一")
                    ? Preference.FIRST
                    : Preference.SECOND;
        }
        Matcher name = ONLY.matcher(Candidates.marked(line));
        return name.matches() ? winner(name.group("w")) : null;
    }

    private @Nullable Preference readText(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return null;
        }
        if (lines.size() == 1 && ONLY_TIE.matcher(lines.get(0)).matches()) {
            return Preference.TIE;
        }
        marks(text, lines);
        List<String> sentences = sentences(Candidates.marked(text));
        for (int i = 0; i < sentences.size(); i++) {
            statement(sentences.get(i), i == 0);
        }
        return decide(sentences);
    }

    private void marks(String text, List<String> lines) {
        String last = lines.get(lines.size() - 1);
        Matcher alone = MARK.matcher(last);
        boolean decidedAtEnd = alone.matches();
        Matcher mark = decidedAtEnd ? alone.reset() : MARK.matcher(text);
        while (mark.find()) {
            said(Kind.MARK)
                    .add(
                            switch (mark.group(1).toLowerCase(Locale.ROOT)) {
                                case "a" -> Preference.FIRST;
                                case "b" -> Preference.SECOND;
                                default -> Preference.TIE;
                            });
        }
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            add(Kind.MARK, value(tag.group(2)));
        }
        add(Kind.MARK, bare(lines.get(0)));
        add(Kind.MARK, bare(last));
    }

    private void statement(String sentence, boolean opening) {
        if (sentence.endsWith("?")) {
            return;
        }
        String plain = CONTRAST.matcher(sentence).replaceAll(" ");
        Matcher labelled = LABELLED.matcher(plain);
        if (labelled.find()) {
            add(Kind.MARK, winner(labelled.group("w")));
        }
        boolean concludes = CONCLUSION.matcher(plain).find();
        Kind kind = concludes ? Kind.CONCLUSION : opening ? Kind.OPENING : Kind.PLAIN;
        if (TIE.matcher(plain).find() && !NO_TIE.matcher(plain).find()) {
            said(kind).add(Preference.TIE);
        }
        for (Pattern pattern : List.of(BETTER, WINS, CHOSEN, NAMED, WINS_ZH, CHOSEN_ZH)) {
            Matcher matcher = pattern.matcher(plain);
            while (matcher.find()) {
                positive(plain, matcher, kind);
            }
        }
        Matcher than = THAN_ZH.matcher(plain);
        while (than.find()) {
            positive(plain, than, kind);
        }
        Matcher worse = WORSE.matcher(sentence);
        while (worse.find()) {
            negative(sentence, worse, winner(found(worse)).swapped(), kind);
        }
        Matcher loses = LOSES_ZH.matcher(sentence);
        while (loses.find()) {
            negative(sentence, loses, winner(found(loses)), kind);
        }
    }

    private void positive(String sentence, Matcher matcher, Kind kind) {
        String before = sentence.substring(0, matcher.start());
        String after = sentence.substring(matcher.end());
        String gap = matcher.pattern() == WINS_ZH ? matcher.group("gap") : "";
        if (DOUBT.matcher(before).find()
                || gap.matches(".*[不没未非否].*|.*如果.*")
                || CONDITION_AFTER.matcher(after).find()) {
            return;
        }
        boolean aspect = ASPECT_AFTER.matcher(after).find()
                || (kind != Kind.CONCLUSION
                        && (ASPECT.matcher(before).find()
                                || ASPECT.matcher(after).find()
                                || ASPECT.matcher(gap).find()));
        add(aspect ? Kind.ASPECT : kind, winner(found(matcher)));
    }

    private void negative(String sentence, Matcher matcher, Preference better, Kind kind) {
        String before = sentence.substring(0, matcher.start());
        if (!DOUBT.matcher(before).find()
                && !CONDITION_AFTER.matcher(sentence.substring(matcher.end())).find()) {
            add(ASPECT.matcher(sentence).find() ? Kind.ASPECT : kind, better);
        }
    }

    private @Nullable Preference decide(List<String> sentences) {
        Set<Preference> marks = said(Kind.MARK);
        Set<Preference> conclusions = said(Kind.CONCLUSION);
        Set<Preference> opening = said(Kind.OPENING);
        if (!marks.isEmpty()) {
            boolean contradicted = conclusions.size() == 1 && !conclusions.equals(marks);
            return contradicted ? null : only(marks);
        }
        if (!conclusions.isEmpty()) {
            boolean contradicted = !opening.isEmpty() && !opening.equals(conclusions);
            return contradicted ? null : only(conclusions);
        }
        Set<Preference> plain = EnumSet.copyOf(said(Kind.PLAIN));
        plain.addAll(opening);
        if (!plain.isEmpty() || !said(Kind.ASPECT).isEmpty()) {
            return only(plain.isEmpty() ? said(Kind.ASPECT) : plain);
        }
        // In a long argument, "equally good" is how a judge avoids the decision that it was asked for.
        boolean equal = sentences.size() <= FEW_SENTENCES
                && sentences.stream()
                        .anyMatch(sentence -> EQUAL.matcher(sentence).find());
        return equal ? Preference.TIE : null;
    }

    private static @Nullable Preference only(Set<Preference> said) {
        return said.size() == 1 ? said.iterator().next() : null;
    }

    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String piece : SENTENCE_END.split(text, 0)) {
            if (!piece.isBlank()) {
                sentences.add(piece.strip());
            }
        }
        return sentences;
    }

    private void add(Kind kind, @Nullable Preference winner) {
        if (winner != null) {
            said(kind).add(winner);
        }
    }

    private Set<Preference> said(Kind kind) {
        return said.computeIfAbsent(kind, key -> EnumSet.noneOf(Preference.class));
    }

    private static String found(Matcher matcher) {
        String token = matcher.group("w");
        return token != null || !TWO_PLACES.contains(matcher.pattern()) ? token : matcher.group("x");
    }

    private static Preference winner(String token) {
        return token.charAt(0) == Candidates.FIRST ? Preference.FIRST : Preference.SECOND;
    }
}
