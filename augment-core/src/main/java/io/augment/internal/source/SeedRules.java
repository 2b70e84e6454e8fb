package io.augment.internal.source;

import io.augment.Instruction;
import io.augment.Turn;
import io.augment.internal.check.Defect;
import io.augment.internal.check.Echo;
import io.augment.internal.check.Loops;
import io.augment.internal.check.Placeholders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds seeds that spoil what is made of them: the rule-based cleaning that Alibaba PAI's guide to data augmentation asks
 * for before anything is generated, since a few abnormal rows already hurt.
 */
public final class SeedRules {
    private static final Set<String> NO_INPUT = Set.of(
            "<noinput>",
            "<no input>",
            "noinput",
            "no input",
            "no input.",
            "[noinput]",
            "(no input)",
            "n/a",
            "none",
            "nan",
            "null",
            "无",
            "无输入",
            "<无输入>");

    /** What stands at the start of a line where the parts of a record, or several records, ran together. */
    private static final Pattern LABEL = Pattern.compile(
            "(?im)^\\s*(?:#{1,4}\\s*)?(?:\\d+[.)]\\s*)?(instruction|input|output|response|指令|输入|输出|回答)\\s*\\d*\\s*[:：]");

    /** Tasks that were numbered in a list, and never taken apart: the text begins with the first of them. */
    private static final Pattern NUMBERED = Pattern.compile("(?s)\\A\\s*1\\s*[.)、]\\s*\\S.*\\n\\s*2\\s*[.)、]\\s*\\S");

    /** A label in the middle of a line, behind the end of a sentence. */
    private static final Pattern INLINE_LABEL = Pattern.compile("[.!?。！？]\\s*(?:Instruction|指令)\\s*\\d*\\s*[:：]");

    private static final String MEDIA =
            "(?:image|picture|photo|photograph|screenshot|figure|painting|video|audio)s?\\b";

    private static final Pattern IMAGE = Pattern.compile(
            "(?i)(?<!\\ban )\\b(?:this|these|attached|following|given|provided|uploaded|above|below)\\s+(?:\\w+\\s+)?"
                    + MEDIA + "(?!\\s*(?:description|caption|url|link|tag))"
                    + "|\\b(?:look at|see|watch|listen to|examine|inspect|view|transcribe|in|from|based on|according to)\\s+the\\s+"
                    + MEDIA + "(?=\\s*(?:[.,;:?!]|and\\b|clip\\b|$))"
                    + "|\\bthe\\s+" + MEDIA + "\\s+(?:shows|depicts|contains)\\b"
                    + "|\\bwhat (?:does|is|are|can you see)\\b[^.?!]{0,30}\\bthe (?:image|picture|photo|screenshot|figure|graph|chart|diagram)"
                    + " (?:shows?|depicts?|tells?|above|below)\\b"
                    + "|\\b(?:image|picture|photo|screenshot|figure|graph|chart|diagram)s?\\s+(?:shown\\s+)?(?:above|below|attached)\\b"
                    + "|<(?:image|video|audio)>"
                    + "|如图|下图|上图|根据图片|这张(?:图|照片)|图(?:中|片中|片里)|上传的(?:图片|照片|视频)|这段(?:视频|音频)");

    private static final Pattern FILE = Pattern.compile(
            "(?i)(?<!\\ban )\\b(?:attached|uploaded|enclosed)\\s+(?:\\w+\\s+)?(?:file|document|pdf|spreadsheet|attachment|table|data)s?\\b"
                    + "|\\bsee (?:the )?attach(?:ment|ed)\\b|\\bin the attachment\\b"
                    + "|(?:见|附上?的?|根据|按照|参考|阅读|查看)附件|附件(?:中|里|的|内容)|上传的(?:文件|文档)");

    /** An input that is the name of a file only. */
    private static final Pattern FILE_NAME = Pattern.compile(
            "(?i)\\S+\\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|mp3|mp4|wav|avi|mov|pdf|docx?|xlsx?|pptx?|csv|txt|zip)");

    /** UTF-8 that was read as Latin-1 or Windows-1252, or Chinese that was read as GBK. */
    private static final Pattern MOJIBAKE =
            Pattern.compile("[ÃÂ][\\u0080-\\u00BF]|â€[\\u0080-\\u00BF™œ˜“”]|ï»¿|ï¿½|锟斤拷|烫烫烫|\uFFFD");

    private SeedRules() {}

    /** Returns the seed without the words that stand for an empty input. */
    public static Instruction tidy(Instruction seed) {
        return NO_INPUT.contains(seed.input().strip().toLowerCase(Locale.ROOT))
                ? seed.toBuilder().input("").build()
                : seed;
    }

    /** Returns the first rule that a tidied seed breaks, with what was found; null when it is clean. */
    public static @Nullable Defect find(Instruction seed) {
        String response = seed.response();
        if (seed.prompt().isBlank() || !hasWord(seed.prompt())) {
            return Defect.of("empty-instruction");
        }
        Defect broken = brokenEncoding(seed);
        if (broken != null) {
            return broken;
        }
        String placeholder = Placeholders.whole(seed.text());
        if (placeholder == null && response != null) {
            placeholder = Placeholders.whole(response);
        }
        if (placeholder != null) {
            return new Defect("placeholder", placeholder);
        }
        if (response != null && (Echo.of(response, seed.text()) || Echo.of(response, seed.prompt()))) {
            return new Defect("echo", "The response repeats the instruction.");
        }
        if (!seed.input().isEmpty() && Echo.of(seed.input(), seed.text())) {
            return new Defect("echo", "The input repeats the instruction.");
        }
        String merged = merged(seed.text());
        if (merged != null) {
            return new Defect("merged-instructions", merged);
        }
        String absent = absent(seed);
        if (absent != null) {
            return new Defect("absent-attachment", absent);
        }
        String loop = response == null ? null : Loops.find(response);
        return loop == null ? null : new Defect("loop", loop);
    }

    private static boolean hasWord(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static @Nullable String merged(String text) {
        Matcher labels = LABEL.matcher(text);
        int count = 0;
        while (labels.find()) {
            count++;
            // One label at the very beginning is a habit; any further one separates parts that belong apart.
            if (count > 1 || labels.start() > 0) {
                return labels.group().strip();
            }
        }
        Matcher inline = INLINE_LABEL.matcher(text);
        if (inline.find()) {
            return inline.group().strip();
        }
        return NUMBERED.matcher(text).find() ? "1. … 2. …" : null;
    }

    private static @Nullable String absent(Instruction seed) {
        String input = seed.input().strip();
        if (!input.isEmpty() && !FILE_NAME.matcher(input).matches()) {
            return null;
        }
        Matcher image = IMAGE.matcher(seed.text());
        if (image.find()) {
            return image.group();
        }
        Matcher file = FILE.matcher(seed.text());
        return file.find() && seed.history().isEmpty() ? file.group() : null;
    }

    private static @Nullable Defect brokenEncoding(Instruction seed) {
        List<String> texts = new ArrayList<>(List.of(seed.text(), seed.input(), seed.system()));
        String response = seed.response();
        if (response != null) {
            texts.add(response);
        }
        for (Turn turn : seed.history()) {
            texts.add(turn.text());
        }
        for (String text : texts) {
            Matcher mojibake = MOJIBAKE.matcher(text);
            if (mojibake.find()) {
                return new Defect("broken-encoding", mojibake.group());
            }
            if (hasBrokenCharacter(text)) {
                return new Defect("broken-encoding", "A text holds a control character or half a surrogate pair.");
            }
        }
        return null;
    }

    private static boolean hasBrokenCharacter(String text) {
        return text.codePoints()
                .anyMatch(c -> (c < ' ' && c != '\n' && c != '\r' && c != '\t') || (c >= 0xD800 && c <= 0xDFFF));
    }
}
