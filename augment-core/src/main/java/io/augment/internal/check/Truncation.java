package io.augment.internal.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
                            + " very such these those including")
                    .split(" ")));
    private static final Pattern DANGLING = Pattern.compile("[,，、;；(（\\[【“「『《]$");
    private static final Pattern DANGLING_ZH =
            Pattern.compile("(?:以及|并且|而且|因为|由于|例如|比如|包括|通过|如果|虽然|但是|和|与|或|及|把|被|从|对于|关于|为了)$");
    private static final Pattern FINISHED = Pattern.compile("[.。!！?？…:：~～♪\"”’」』》】）)\\]}*`|>]$");
    private static final Pattern SENTENCE_STOP = Pattern.compile("[.。!！?？][”’\"」』）)]*$");
    private static final Pattern LIST_ITEM =
            Pattern.compile("^(?:[-*•·●▪]|\\(?\\d{1,3}[.、)）:：]|[一二三四五六七八九十]+、|[a-zA-Z][.)]|#)\\s*");
    private static final Pattern INLINE_ITEM = Pattern.compile("(?:^|\\s)\\d{1,2}[.)、](?=\\s|\\p{L})");
    private static final Pattern ASKS = Pattern.compile("[?？]");

    /** Ends that Chinese writers leave without a stop. */
    private static final Pattern NATURAL_END_ZH =
            Pattern.compile("(?:[了吧啦呢吗嘛哦呀啊您你]|等等?|[\\p{IsLatin}\\d])$|^(?:希望|祝).{0,24}(?:帮助|有用|顺利|愉快|成功)");

    private static final int LONG_DANGLING = 20;
    private static final int LONG_ITEM = 40;
    private static final int LONG_LAST = 30;
    private static final int LONG_LAST_HAN = 8;

    private Truncation() {}

    /** Returns whether the text stops in the middle of a sentence, or in an open code block. */
    public static boolean is(String text) {
        String end = text.stripTrailing();
        if (end.isEmpty()) {
            return false;
        }
        if (openFence(end)) {
            return true;
        }
        if (looksLikeCode(end)) {
            return false;
        }
        return dangles(end) || unfinishedLast(end);
    }

    private static boolean openFence(String text) {
        return text.lines().filter(line -> line.strip().startsWith("```")).count() % 2 == 1;
    }

    private static boolean looksLikeCode(String text) {
        if (text.endsWith("```")) {
            return true;
        }
        String last = text.substring(text.lastIndexOf('\n') + 1).strip();
        return last.matches(
                ".*[;{}=<>].*|(?:return|import|def|print|SELECT|select|var|let|const|public)\\b.*|[#/]{1,2}.*");
    }

    private static boolean dangles(String end) {
        if (DANGLING.matcher(end).find()) {
            return end.length() > LONG_DANGLING || Prose.hasHan(end) && end.length() > LONG_LAST_HAN;
        }
        List<String> sentences = Prose.sentences(end);
        String last = sentences.isEmpty() ? end : sentences.get(sentences.size() - 1);
        if (Prose.isChinese(last)) {
            return last.length() > LONG_LAST_HAN && DANGLING_ZH.matcher(last).find();
        }
        List<String> words = Prose.words(last);
        return words.size() >= 4
                && !FINISHED.matcher(last).find()
                && NEVER_LAST.contains(words.get(words.size() - 1))
                && last.endsWith(words.get(words.size() - 1));
    }

    /** Returns whether the last sentence stops without a stop although it is prose like the finished ones before it. */
    private static boolean unfinishedLast(String end) {
        if (FINISHED.matcher(end).find() || INLINE_ITEM.matcher(end).results().count() >= 3) {
            return false;
        }
        List<String> lines = Prose.lines(end);
        String lastLine = lines.get(lines.size() - 1);
        boolean item = LIST_ITEM.matcher(lastLine).find();
        List<String> inLine = Prose.sentences(LIST_ITEM.matcher(lastLine).replaceFirst(""));
        if (inLine.isEmpty()) {
            return false;
        }
        String last = inLine.get(inLine.size() - 1);
        boolean chinese = Prose.isChinese(last);
        if (chinese ? NATURAL_END_ZH.matcher(last).find() : Prose.hasHan(end)) {
            return false;
        }
        boolean isLong = last.length() >= (chinese ? LONG_LAST_HAN : LONG_LAST);
        if (inLine.size() >= 2) {
            return states(inLine.subList(0, inLine.size() - 1)) && (isLong || inLine.size() >= 3);
        }
        return isLong && allFinished(lines) && (!item || last.length() >= LONG_ITEM);
    }

    /** Returns whether the sentences state something: after a question, people often leave out the last stop. */
    private static boolean states(List<String> sentences) {
        return sentences.stream().noneMatch(sentence -> ASKS.matcher(sentence).find());
    }

    /** Returns whether there are lines before the last one, and each of them ends as a statement does. */
    private static boolean allFinished(List<String> lines) {
        List<String> before = lines.subList(0, lines.size() - 1);
        return !before.isEmpty()
                && states(before)
                && before.stream().allMatch(line -> SENTENCE_STOP.matcher(line).find());
    }
}
