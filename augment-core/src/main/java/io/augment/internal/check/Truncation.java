package io.augment.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes text that visibly stops in the middle of a sentence.
 *
 * <p>A missing full stop alone proves nothing: titles, lists, verses, code and short answers have none. What counts is an
 * end that cannot be one (a comma, "of the", an open bracket or code block), or a last sentence that stops where all the
 * ones before it were finished.
 */
public final class Truncation {
    private static final Set<String> NEVER_LAST = Set.copyOf(List.of(
            ("the a an of and or to with for from by that which because if as at into than whose between their your my our its his"
                            + " very such these those including when while although")
                    .split(" ")));
    private static final Pattern DANGLING = Pattern.compile("[,，、;；(（\\[【“「『《]$");
    private static final Pattern DANGLING_ZH = Pattern.compile(
            "(?:以及|并且|而且|因为|由于|例如|比如|包括|通过|如果|虽然|但是|和|与|或|及|把|被|从|对于|关于|为了|也|很|更|最|就|都|还|又|是|在|让|使|对|向|以|为|所|将|这|那|每|一个|一些|一种|这些|那些|各种|其中|以便|同时|此外|另外|可能|可以|需要|应该|能够|非常|进行|不|且|而|但|因|如|并|其|该|此|某|第)$");

    /** A clause that calls for another one. */
    private static final Pattern HALF_CLAUSE_ZH =
            Pattern.compile("(?:虽然|尽管|如果|假如|由于|因为|为了|通过|随着|除了|不仅|当)[^，。！？：:]{2,30}(?<![。！？.!?：:])");

    private static final Pattern BOLD = Pattern.compile("(?<!\\*)\\*\\*(?!\\*)");
    private static final Pattern PROSE_WORDS = Pattern.compile("(?:\\b[a-z]{2,}[,;]? ){4,}");
    private static final Pattern CODE_LINE = Pattern.compile(
            "[^\\p{IsHan}]*[;{}=<>][^\\p{IsHan}]*|(?:return|import|def|print|SELECT|select|var|let|const|public)\\b.*|[#/]{1,2}.*");
    private static final Pattern FINISHED = Pattern.compile("[.。!！?？…:：~～♪\"”’」』》】）)\\]}*`|>]$");
    private static final Pattern SENTENCE_STOP = Pattern.compile("[.。!！?？][”’\"」』）)]*$");
    private static final Pattern LIST_ITEM =
            Pattern.compile("^(?:[-*•·●▪]|\\(?\\d{1,3}[.、)）:：]|[一二三四五六七八九十]+、|[a-zA-Z][.)]|#)\\s*");
    private static final Pattern INLINE_ITEM = Pattern.compile("(?:^|\\s)\\d{1,2}[.)、](?=\\s|\\p{L})");
    /** The end of one item and the beginning of the next in a list that runs on in its line. */
    private static final Pattern INLINE_LIST = Pattern.compile("[；;]\\s*(?=\\d{1,2}[.)、] ?\\p{L})");

    private static final Pattern INLINE_STOP =
            Pattern.compile("[.。!！;；] ?\\d{1,2}[.)、]\\s?.{4,}?[.。!！;；] ?\\d{1,2}[.)、]");
    private static final Pattern ASKS = Pattern.compile("[?？]");

    /** Particles and wishes with which Chinese writers end without a stop. */
    private static final Pattern PARTICLE_ZH =
            Pattern.compile("(?:[吧啦呢吗嘛哦呀啊等]|年\\s{0,9}月\\s{0,9}日)$|^(?:希望|祝).{0,24}(?:帮助|有用|顺利|愉快|成功|您|你)$");

    /** Further ends that occur in short Chinese answers. */
    private static final Pattern NATURAL_END_ZH =
            Pattern.compile("(?:^.{0,14}了|(?:帮助|帮到|谢谢|感谢|祝福|陪伴|喜欢)[您你]|[\\p{IsLatin}\\d])$");

    private static final int LONG_STATEMENT = 12;
    private static final Pattern FINITE =
            Pattern.compile("\\b(?:is|are|was|were|has|have|had|can|will|would|should|does|do|did|\\w{3,}ed)\\b");
    private static final int SHORT_DANGLING_HAN = 8;
    private static final int SURE = 5;
    private static final int MOSTLY = 5;
    private static final Pattern SALUTATION =
            Pattern.compile("(?i)^(?:dear|hi|hello|to)\\b.{0,60}[,:]$|^(?:尊敬的|亲爱的|敬爱的|各位|致|您好|你好).{0,30}[：:，,！!]$");
    private static final int LONG_NAME = 40;
    private static final int LONG_NAME_HAN = 12;
    private static final int LONG_DANGLING = 20;
    private static final int LONG_ITEM = 24;
    private static final int FEW = 2;
    private static final int SHORT_LAST = 8;
    private static final int SHORT_LAST_HAN = 3;
    private static final int LONG_LAST = 30;
    private static final int LONG_LAST_HAN = 12;
    private static final int SHORT = 8;
    private static final int LONG_PROSE = 60;
    private static final int LONG_PROSE_HAN = 24;

    private Truncation() {}

    /** Returns whether the text stops in the middle of a sentence, or in an open code block. */
    public static boolean is(String text) {
        String end = text.stripTrailing();
        if (end.isEmpty()) {
            return false;
        }
        if (openFence(end) || openBold(end)) {
            return true;
        }
        // Nothing below holds for it, and most texts end like this.
        boolean finished = FINISHED.matcher(end).find() && !Prose.hasHan(end);
        if (finished || looksLikeCode(end)) {
            return false;
        }
        return dangles(end) || unfinishedLast(end);
    }

    private static boolean openFence(String text) {
        return text.lines().filter(line -> line.strip().startsWith("```")).count() % 2 == 1;
    }

    /** Returns whether bold print begins in the last line and does not end there. */
    private static boolean openBold(String text) {
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return !text.contains("```")
                && Prose.hasHan(last)
                && BOLD.matcher(last).results().count() % 2 == 1;
    }

    private static boolean looksLikeCode(String text) {
        if (text.endsWith("```")) {
            return true;
        }
        String last = text.substring(text.lastIndexOf('\n') + 1).strip();
        return !PROSE_WORDS.matcher(last).find() && CODE_LINE.matcher(last).matches();
    }

    private static boolean dangles(String end) {
        if (DANGLING.matcher(end).find()) {
            return end.length() > LONG_DANGLING || (Prose.hasHan(end) && end.length() >= SHORT_DANGLING_HAN);
        }
        List<String> sentences = Prose.sentences(end);
        String last = sentences.isEmpty() ? end : sentences.get(sentences.size() - 1);
        if (Prose.isChinese(last)) {
            boolean halfClause = HALF_CLAUSE_ZH.matcher(last).matches() && sentences.size() > 1;
            return halfClause
                    || (last.length() >= SHORT_DANGLING_HAN
                            && DANGLING_ZH.matcher(last).find());
        }
        List<String> words = Prose.words(last);
        return words.size() >= 4
                && !FINISHED.matcher(last).find()
                && NEVER_LAST.contains(words.get(words.size() - 1))
                && last.endsWith(words.get(words.size() - 1));
    }

    /** Returns whether the last sentence stops without a stop although it is prose like the finished ones before it. */
    private static boolean unfinishedLast(String text) {
        String end = INLINE_LIST.matcher(text).replaceAll(".\n");
        List<String> lines = Prose.lines(end);
        String lastLine = lines.get(lines.size() - 1);
        boolean item = LIST_ITEM.matcher(lastLine).find();
        List<String> inLine = Prose.sentences(LIST_ITEM.matcher(lastLine).replaceFirst(""));
        if (FINISHED.matcher(end).find()
                || inLine.isEmpty()
                || (INLINE_ITEM.matcher(lastLine).results().count() >= 3
                        && !INLINE_STOP.matcher(lastLine).find())) {
            return false;
        }
        String last = inLine.get(inLine.size() - 1);
        boolean chinese = Prose.isChinese(last);
        if ((!chinese && (Prose.hasHan(last) || !isMostlyLatin(end))) || endsWithAddress(last)) {
            return false;
        }
        List<String> finished = finishedProse(lines, inLine);
        if (finished == null || isSignature(lines, last, chinese)) {
            return false;
        }
        if (opened(last)) {
            return true;
        }
        if (chinese && isNaturalEnd(last, finished.size())) {
            return false;
        }
        if (finished.isEmpty()) {
            return lines.size() == 1 && !chinese && isLongStatement(last);
        }
        boolean sameLine = inLine.size() >= 2;
        // After a question, people often leave out the last stop.
        boolean afterQuestion = ASKS.matcher(finished.get(finished.size() - 1)).find();
        boolean allEnd = !sameLine && allEnd(lines, item);
        if (afterQuestion
                && !allEnd
                && finished.size() < SURE
                && last.length() < (chinese ? LONG_LAST_HAN / 2 : LONG_LAST_HAN)) {
            return false;
        }
        if (sameLine) {
            return chinese || last.length() >= SHORT;
        }
        if (chinese && allEnd && last.length() >= SHORT && last.indexOf('，') > 0) {
            return true;
        }
        return last.length() >= enough(chinese, item, allEnd, finished.size());
    }

    /** Returns whether a letter ends with its writer's name. */
    private static boolean isSignature(List<String> lines, String last, boolean chinese) {
        boolean isName = last.equals(lines.get(lines.size() - 1))
                && last.length() <= (chinese ? LONG_NAME_HAN : LONG_NAME)
                && last.indexOf('，') < 0
                && last.indexOf(',') < 0;
        return isName
                && lines.size() > FEW
                && lines.subList(0, FEW).stream()
                        .anyMatch(line -> SALUTATION.matcher(line).find());
    }

    /** Returns the length from which a last line of its own is prose that must end, and no name, title or short item. */
    private static int enough(boolean chinese, boolean item, boolean allEnd, int finished) {
        if (allEnd && finished >= FEW) {
            return item && finished >= SURE ? 1 : chinese ? SHORT_LAST_HAN : SHORT_LAST;
        }
        if (item) {
            return LONG_ITEM;
        }
        return !chinese ? LONG_LAST : finished >= SURE ? LONG_LAST_HAN / 2 : LONG_LAST_HAN;
    }

    /** Returns whether the lines before the last one, of items only the items, end as sentences do. */
    private static boolean allEnd(List<String> lines, boolean items) {
        int same = 0;
        for (String line : lines.subList(0, lines.size() - 1)) {
            if ((!items || LIST_ITEM.matcher(line).find()) && !line.matches(".*[:：]|#.*|```.*")) {
                same++;
                if (!SENTENCE_STOP.matcher(line).find()) {
                    return false;
                }
            }
        }
        return same >= 1;
    }

    /** Returns the finished sentences of prose before the last one; null when other prose has no stops either. */
    private static @Nullable List<String> finishedProse(List<String> lines, List<String> inLine) {
        List<String> finished = new ArrayList<>();
        int open = 0;
        for (String line : lines.subList(0, lines.size() - 1)) {
            String plain = LIST_ITEM.matcher(line).replaceFirst("");
            boolean prose = plain.length() >= (Prose.isChinese(plain) ? LONG_PROSE_HAN : LONG_PROSE)
                    && plain.indexOf('|') < 0
                    && plain.indexOf('\t') < 0;
            if (SENTENCE_STOP.matcher(plain).find()) {
                finished.addAll(Prose.sentences(plain));
            } else if (prose
                    && !FINISHED.matcher(plain).find()
                    && !DANGLING.matcher(plain).find()) {
                open++;
            }
        }
        finished.addAll(inLine.subList(0, inLine.size() - 1));
        return open > 0 && open * MOSTLY >= finished.size() ? null : finished;
    }

    private static boolean isNaturalEnd(String last, int finished) {
        return PARTICLE_ZH.matcher(last).find()
                || (finished < SURE && NATURAL_END_ZH.matcher(last).find());
    }

    /** Returns whether a text of one English sentence is so long and so much of a statement that its stop is missing. */
    private static boolean isLongStatement(String sentence) {
        return Prose.words(sentence).size() >= LONG_STATEMENT
                && FINITE.matcher(sentence).find();
    }

    private static boolean isMostlyLatin(String text) {
        long latin = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
                .count();
        return 4 * latin >= 3 * text.codePoints().filter(Character::isLetter).count();
    }

    /** Returns whether the last word is an address or a path, which ends without a stop. */
    private static boolean endsWithAddress(String last) {
        String word = last.substring(last.lastIndexOf(' ') + 1);
        return word.startsWith("http") || word.chars().filter(c -> c == '/').count() >= 2;
    }

    /** Returns whether a bracket or quotation mark is open at the end. */
    private static boolean opened(String last) {
        return open(last, '（', '）') || open(last, '“', '”') || open(last, '《', '》') || open(last, '「', '」');
    }

    private static boolean open(String text, char opening, char closing) {
        return text.lastIndexOf(opening) > text.lastIndexOf(closing);
    }
}
