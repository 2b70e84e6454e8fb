package io.augment.internal.judge.reply;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rating that a judge gives.
 *
 * <p>Ratings weigh by kind: a mark or a number that stands alone, then an overall rating, then any labelled or given one, then
 * a fraction such as 4/5. The strongest kind that occurs decides, if all its numbers are the same and lie on the scale.
 */
public final class RatingReader {
    private static final String NUMBER = "(?<![\\d.,/])(?<n>[-−]?\\d{1,6}(?:\\.\\d{1,4})?)(?![\\d]|[.,]\\d)";
    private static final String OF =
            "(?:\\s*(?:/|out of|of a possible|of(?= \\d+\\b(?! ?%)))\\s*(?:an? )?(?:possible |total |maximum )?(?:of )?(?<m>\\d{1,6})(?!\\d|\\.\\d))?";
    private static final String UNIT = "(?:\\s*(?:points?|stars?|marks?|分|颗?星|星))?";
    private static final String END =
            "(?=\\s*(?:$|[.,;!)\\]\"'\\n。，；！]|[-–—]\\s|\\b(?:because|since|for(?! (?:improv))|as|due|on|overall|in total|from|to (?:this|the|it)|here|and|but)\\b))";

    private static final List<Pattern> MARKS = List.of(
            Pattern.compile("\\[\\[\\s*" + NUMBER + OF + "\\s*]]"),
            Pattern.compile("(?i)<(?:score|rating|grade|result|overall|answer)>\\s*" + NUMBER + OF
                    + "\\s*</(?:score|rating|grade|result|overall|answer)>"),
            Pattern.compile("\\\\boxed\\{\\s*" + NUMBER + OF + "\\s*}"));
    private static final Pattern ALONE =
            Pattern.compile("(?i)[\\s\"'(\\[,:]*" + NUMBER + OF + UNIT + "[\\s\"')\\].!。]*");

    private static final String LABEL = "(?:scores?|ratings?|grades?|marks?|points?)";
    private static final String IS =
            "\\s*[\"']?\\s*(?:[:=]|\\bis\\b|\\bof\\b|\\bwould be\\b|\\bas\\b|\\bat\\b|->|[-–—](?=\\s)|(?=\\())\\s*(?:an?\\b|about|approximately)?\\s*[\"'(\\[*]*\\s*";
    private static final Pattern OVERALL = Pattern.compile(
            "(?i)\\b(?:overall|final|total|aggregate|combined)\\s+(?:quality\\s+)?(?:" + LABEL
                    + "|evaluation|assessment|verdict|judge?ment)(?:\\s+(?!\\d)\\w+){0,4}?" + IS + NUMBER + OF
                    + "|(?:综合|总体|最终|整体|总)(?:评?分数?|得分|评价|打分|评级|分)\\s*(?:是|为|:|=|应为)?\\s*(?<n2>\\d{1,6}(?:\\.\\d{1,4})?)(?:\\s*/\\s*(?<m2>\\d+))?");
    private static final Pattern OVERALL_SHORT =
            Pattern.compile("(?im)^\\s*(?:[-*]\\s*)?overall\\s*[:=]\\s*" + NUMBER + OF);
    private static final List<Pattern> LABELLED = List.of(
            Pattern.compile("(?i)\\b" + LABEL + "(?:\\s+(?!\\d)[\\w'\"]+){0,6}?" + IS + NUMBER + OF),
            Pattern.compile("(?i)\\b" + LABEL + "\\s+(?:(?:it|this|that|the \\w+) )?" + NUMBER + OF + UNIT + END),
            Pattern.compile(
                    "(?i)\\b(?:rate|rated|rating|score|scored|grade|graded|mark|marked|give|gives|gave|assign|award|deserves?|earns?|gets?|receives?|merits?|evaluate)\\b(?:\\s+(?!\\d)[\\w'()\"]+){0,8}?\\s+(?:an?\\s+|at\\s+|as\\s+|with\\s+)*[\"'(\\[]?"
                            + NUMBER + OF + UNIT + END),
            Pattern.compile("(?:评分|得分|分数|打分|评级|评价|给分|分值|评为|评定)[^\\d\\n。，]{0,8}?(?:是|为|:|=|应为)?\\s*" + NUMBER
                    + "(?:\\s*/\\s*(?<m>\\d{1,6}))?" + UNIT + "(?!钟|之)"),
            Pattern.compile("(?:给|打|评|得|为|值|给予|判|可得|获得)[^\\d\\n。]{0,14}?" + NUMBER
                    + "(?:\\s*/\\s*(?<m>\\d{1,6}))?\\s*(?:个)?(?:分|颗?星)(?!钟|之|制)"));
    private static final List<Pattern> FRACTIONS = List.of(
            Pattern.compile("(?<m>\\d{1,6})\\s*分(?:里|中|当中|之中)的?\\s*" + NUMBER + "\\s*分"),
            Pattern.compile("(?i)" + NUMBER
                    + "\\s*(?:/|out of)\\s*(?:a (?:possible|total|maximum) )?(?<m>\\d{1,6})(?!\\d|[./]\\d)" + UNIT
                    + END),
            Pattern.compile("(?<![满低高超过共总])" + NUMBER + "(?<m>)\\s*分(?!钟|之|制|中|里|当|别|类|析|为|成|段)"));

    private static final Pattern SCALE = Pattern.compile(
            "(?i)(?:\\b(?:on|using|in|with|at)\\s+)?(?:\\b(?:a|the|this|your)\\s+)?\\b(?:scale|range)\\s*(?:of|from|between|being|is|:|\\()*\\s*(?<lo>\\d+)\\s*(?:to|-|–|—|and|through|~)\\s*(?<hi>\\d+)\\s*\\)?"
                    + "|\\(\\s*(?:scale\\s*:?\\s*|from\\s+|range\\s*:?\\s*)?(?<lo2>\\d+)\\s*(?:-|–|to|~)\\s*(?<hi2>\\d+)(?:\\s*scale)?\\s*\\)"
                    + "|(?:满分|最高分?|总分共)(?:为|是|:)?\\s*(?<hi3>\\d+)\\s*分?|(?<hi4>\\d+)\\s*分制|\\b(?<hi5>\\d+)-point scale"
                    + "|(?:从|在|按)?\\s*(?<lo6>\\d+)\\s*分?\\s*(?:到|至|-|~|–)\\s*(?<hi6>\\d+)\\s*分?\\s*(?:的|之间|范围|区间|量表|评分标准|标准|制|内|中|里|打分|评分)+"
                    + "|\\b(?:from|between)\\s+(?<lo7>\\d+)\\s+(?:to|and)\\s+(?<hi7>\\d+)\\s*,|\\b(?:maximum|max|highest|top|full|perfect|possible)\\s+(?:possible\\s+)?"
                    + LABEL
                    + "\\s*(?:is|of|:|=|being)?\\s*(?<hi8>\\d+)");
    private static final Pattern RANGE = Pattern.compile(
            "(?i)(?<![\\d./])\\d+(?:\\.\\d+)?\\s*(?:-|–|—|~|to|or|and|到|至|或)\\s*\\d+(?:\\.\\d+)?(?!\\s*(?:/|out of)?\\s*\\d)(?=\\s*(?:$|[.,;!)\\n。，]|/|out of|points?|stars?|分|because|since|for|as))");
    private static final Pattern BOUND = Pattern.compile(
            "(?i)(?:\\b(?:at least|at most|more than|less than|fewer than|above|below|under|over|rather than|instead of|short of|lower than|higher than|up to|a minimum of|a maximum of|not quite|not|isn't|n't (?:give|deserve|merit|a)|not (?:give|deserve|merit)(?: \\w+){0,3}|deduct(?:ed|ing)?|subtract(?:ed|ing)?|minus|lost?|docked)\\s+(?:an?\\s+)?(?:(?:score|rating) of\\s+)?"
                    + "|(?:不到|超过|至少|至多|高于|低于|不是|扣除?了?|减去?|而不是|少于)\\s*)-?\\d+(?:\\.\\d+)?(?:\\s*(?:/|out of)\\s*\\d+)?");
    private static final Pattern CONDITIONAL = Pattern.compile(
            "(?i)(?<![^.!?。！？\\n])[^.!?。！？\\n]*(?:\\bwould have (?:given|rated|scored|been|received|gotten)\\b|\\bcould have (?:been|received|gotten|earned)\\b|(?<!even )\\bif (?!i (?:had|have|were|must)\\b)|\\bhad it\\b|如果|假如)[^.!?。！？\\n]*(?:\\.(?=\\d)[^.!?。！？\\n]*)*");
    private static final Pattern WORDS = Pattern.compile(
            "(?i)\\b(zero|two|three|four|five|six|seven|eight|nine|ten)\\b|\\b(one)\\b(?=\\s*(?:/|out of))|([零一二三四五六七八九十]|十?点)(?=\\s*(?:分(?!析|类|别|成|段|为)|颗?星|点[零一二三四五六七八九]))");
    private static final List<String> ENGLISH =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private static final Pattern KEY_OVERALL = Pattern.compile("(?i).*(?:overall|final|total|综合|总).*");
    private static final Pattern KEY = Pattern.compile("(?i).*(?:score|rating|grade|评分|得分|分数).*");

    private final double min;
    private final double max;
    private double statedMin = Double.NEGATIVE_INFINITY;
    private double statedMax = Double.POSITIVE_INFINITY;

    private RatingReader(double min, double max) {
        this.min = min;
        this.max = max;
    }

    /** Returns the rating, or null when there is none, when there are several, or when it lies outside its scale. */
    public static @Nullable Double read(ReplyText reply, double min, double max) {
        RatingReader reader = new RatingReader(min, max);
        Map<String, @Nullable Object> object = reply.object();
        if (object != null && hasRating(object)) {
            return reader.fromObject(object);
        }
        return reader.readText(reply.text());
    }

    private static boolean hasRating(Map<String, @Nullable Object> object) {
        return object.keySet().stream()
                .anyMatch(key ->
                        KEY.matcher(key).matches() || KEY_OVERALL.matcher(key).matches());
    }

    private @Nullable Double fromObject(Map<String, @Nullable Object> object) {
        for (Pattern pattern : List.of(KEY_OVERALL, KEY)) {
            Set<Double> found = new TreeSet<>();
            int keys = 0;
            for (Map.Entry<String, @Nullable Object> entry : object.entrySet()) {
                if (pattern.matcher(entry.getKey()).matches()) {
                    keys++;
                    Double value = number(entry.getValue());
                    found.add(value == null ? Double.NaN : value);
                }
            }
            if (keys > 0) {
                return only(found);
            }
        }
        return null;
    }

    private @Nullable Double number(@Nullable Object value) {
        if (value instanceof Double given) {
            return isOnScale(given) ? given : null;
        }
        return value instanceof String text ? readText(text) : null;
    }

    private @Nullable Double readText(String reply) {
        if (reply.isEmpty()) {
            return null;
        }
        String text = digits(reply);
        Set<Double> marks = new TreeSet<>();
        MARKS.forEach(mark -> collect(mark, text, marks));
        String plain = scaleRead(text);
        List<String> lines =
                plain.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (!lines.isEmpty()) {
            alone(lines.get(0), marks);
            alone(lines.get(lines.size() - 1), marks);
        }
        if (!marks.isEmpty()) {
            return only(marks);
        }
        plain = CONDITIONAL.matcher(plain).replaceAll(" ");
        plain = RANGE.matcher(plain).replaceAll(" ? ");
        plain = BOUND.matcher(plain).replaceAll(" ? ");
        for (List<Pattern> kind : List.of(List.of(OVERALL, OVERALL_SHORT), LABELLED, FRACTIONS)) {
            Set<Double> found = new TreeSet<>();
            for (Pattern pattern : kind) {
                collect(pattern, plain, found);
            }
            if (!found.isEmpty()) {
                return only(found);
            }
        }
        return null;
    }

    /** Takes out what names the scale itself, and remembers its ends. */
    private String scaleRead(String text) {
        return SCALE.matcher(text).replaceAll(match -> {
            Matcher groups = SCALE.matcher(match.group());
            if (groups.find()) {
                limit(groups);
            }
            return " ";
        });
    }

    private void limit(Matcher scale) {
        for (String group : List.of("hi", "hi2", "hi3", "hi4", "hi5", "hi6", "hi7", "hi8")) {
            if (scale.group(group) != null) {
                statedMax = Double.parseDouble(scale.group(group));
            }
        }
        for (String group : List.of("lo", "lo2", "lo6", "lo7")) {
            if (scale.group(group) != null) {
                statedMin = Double.parseDouble(scale.group(group));
            }
        }
    }

    private void alone(String line, Set<Double> into) {
        Matcher matcher = ALONE.matcher(line);
        if (matcher.matches()) {
            into.add(value(matcher));
        }
    }

    private void collect(Pattern pattern, String text, Set<Double> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            into.add(value(matcher));
        }
    }

    /** Returns the number, or NaN where it lies outside its scale. */
    private double value(Matcher matcher) {
        boolean second = matcher.pattern() == OVERALL && matcher.group("n") == null;
        String digits = second ? matcher.group("n2") : matcher.group("n");
        String of = second ? matcher.group("m2") : matcher.group("m");
        double number = Double.parseDouble(digits.replace('−', '-'));
        boolean fits = of == null || of.isEmpty() || (number >= 0 && number <= Double.parseDouble(of));
        return fits && isOnScale(number) ? number : Double.NaN;
    }

    private boolean isOnScale(double number) {
        return number >= min && number <= max && number >= statedMin && number <= statedMax;
    }

    private static @Nullable Double only(Set<Double> found) {
        if (found.size() != 1) {
            return null;
        }
        Double value = found.iterator().next();
        return value.isNaN() ? null : value;
    }

    /** Writes the words for small numbers as digits. */
    private static String digits(String text) {
        return WORDS.matcher(text).replaceAll(RatingReader::digit);
    }

    private static String digit(MatchResult match) {
        if (match.group(3) != null) {
            int digit = "零一二三四五六七八九十".indexOf(match.group(3));
            return digit < 0 ? match.group(3) : Integer.toString(digit);
        }
        return Integer.toString(ENGLISH.indexOf(match.group().toLowerCase(Locale.ROOT)));
    }
}
