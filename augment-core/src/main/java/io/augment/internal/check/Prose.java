package io.augment.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes text apart: prose without code and addresses, sentences, words. */
public final class Prose {
    private static final Pattern FENCE = Pattern.compile("(?s)(```|~~~).*?(\\1|\\z)");
    private static final Pattern SPAN = Pattern.compile("`[^`\\n]+`");
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://[^\\s，。；）)\\]>\"”]+|www\\.[^\\s，。；）)]+|(?<![\\w.+-])[\\w.+-]++@[\\w-]++(?:\\.[\\w-]++)++");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,80}>");
    private static final Pattern LINE = Pattern.compile("\\R+");
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[。！？!?])[”’」』）)\"']*\\s*|(?<=[.][”’)\"']{0,2})\\s+(?=[\\p{Lu}\\p{IsHan}\"“(\\d])");
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?i)(?:\\b(?:mr|mrs|ms|dr|prof|st|vs|etc|e\\.g|i\\.e|no|fig|jr|sr|inc|ltd|co|approx)\\.|\\b\\p{L}\\.|(?:^|\\s)\\d{1,2}\\.)$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]++(?:['’\\-][\\p{L}\\p{N}]++)*+");

    /** Where the radicals of Chinese characters begin. */
    private static final int FIRST_CJK = 0x2E80;

    /** Characters of the longest abbreviation with its stop, and of what precedes it. */
    private static final int LONGEST_ABBREVIATION = 10;

    private Prose() {}

    /** Returns the text without code blocks, code spans, web and mail addresses, and tags. */
    public static String of(String text) {
        // Most texts have none of these, and to look for a sign is much quicker than to match.
        String plain = text.contains("```") || text.contains("~~~")
                ? FENCE.matcher(text).replaceAll(" ")
                : text;
        plain = plain.indexOf('`') >= 0 ? SPAN.matcher(plain).replaceAll(" ") : plain;
        boolean mayHoldAddress = plain.contains("://") || plain.contains("www.") || plain.indexOf('@') >= 0;
        plain = mayHoldAddress ? ADDRESS.matcher(plain).replaceAll(" ") : plain;
        return plain.indexOf('<') >= 0 ? TAG.matcher(plain).replaceAll(" ") : plain;
    }

    /** Returns the text without code blocks. */
    public static String withoutCodeBlocks(String text) {
        return FENCE.matcher(text).replaceAll("\n");
    }

    /** Returns the lines that are not blank, trimmed. */
    public static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : LINE.split(text, 0)) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    /** Returns the sentences, trimmed; a line break ends a sentence too. */
    public static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String line : lines(text)) {
            StringBuilder open = new StringBuilder();
            for (String piece : SENTENCE_END.splitAsStream(line).toList()) {
                if (open.length() > 0) {
                    open.append(' ');
                }
                open.append(piece);
                if (!endsWithAbbreviation(open)) {
                    add(sentences, open);
                }
            }
            add(sentences, open);
        }
        return sentences;
    }

    /** Looks at the end alone: a line of abbreviations would otherwise be read from its beginning for each of them. */
    private static boolean endsWithAbbreviation(StringBuilder text) {
        return ABBREVIATION
                .matcher(text)
                .useAnchoringBounds(false)
                .useTransparentBounds(true)
                .region(Math.max(0, text.length() - LONGEST_ABBREVIATION), text.length())
                .find();
    }

    private static void add(List<String> sentences, StringBuilder open) {
        if (!open.toString().isBlank()) {
            sentences.add(open.toString().strip());
        }
        open.setLength(0);
    }

    /** Returns the words in lower case; each Chinese character and each kana is a word of its own. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            split(matcher.group().toLowerCase(java.util.Locale.ROOT), words);
        }
        return words;
    }

    private static void split(String word, List<String> words) {
        int start = 0;
        for (int i = 0; i < word.length(); ) {
            int point = word.codePointAt(i);
            int next = i + Character.charCount(point);
            if (isCjk(point)) {
                if (start < i) {
                    words.add(word.substring(start, i));
                }
                words.add(word.substring(i, next));
                start = next;
            }
            i = next;
        }
        if (start < word.length()) {
            words.add(word.substring(start));
        }
    }

    /** Returns whether the character is written without spaces between words: Chinese or Japanese. */
    public static boolean isCjk(int codePoint) {
        if (codePoint < FIRST_CJK) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }

    /** Returns whether the text has a Chinese character. */
    public static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Returns whether at least a fifth of the text's letters are Chinese characters, so that Chinese rules apply. */
    public static boolean isChinese(String text) {
        long han = text.codePoints().filter(Character::isIdeographic).count();
        long letters = text.codePoints().filter(Character::isLetter).count();
        return han > 0 && han * 5 >= letters;
    }
}
