package io.augment.internal.filter;

import io.augment.internal.check.Prose;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds what Self-Instruct and Alpaca turn down before they compare: instructions that a text model cannot follow, or that
 * the generating model writes too often. The published lists are English; Chinese texts are held to the same in Chinese.
 */
public final class SpecialLists {
    private static final double LEAST_WORDS = 3;
    private static final double MOST_WORDS = 150;

    private static final String WORDS =
            "image|images|graph|graphs|picture|pictures|file|files|map|maps|draw|plot|go to";
    private static final String ALPACA_WORDS = WORDS + "|video|audio|music|flowchart|diagram";
    private static final String CHINESE_WORDS = "图片|图像|图表|照片|文件|地图|绘制|画出|作图|截图";
    private static final String CHINESE_ALPACA_WORDS = CHINESE_WORDS + "|视频|音频|音乐|流程图|示意图";

    private static final Pattern SELF_INSTRUCT = words(WORDS, CHINESE_WORDS);
    private static final Pattern ALPACA = words(ALPACA_WORDS, CHINESE_ALPACA_WORDS);
    private static final Pattern PROGRAM = Pattern.compile("(?i)^(?:write a program|(?:请)?(?:编写|写)一个程序)");

    private SpecialLists() {}

    private static Pattern words(String english, String chinese) {
        return Pattern.compile("(?i)\\b(?:" + english + ")\\b|" + chinese);
    }

    /**
     * Says why an instruction is turned down.
     *
     * @param alpaca whether Alpaca's longer list of words counts
     * @return the reason, with what was found after a colon where there is something; null when it passes
     */
    public static @Nullable String find(String instruction, boolean alpaca) {
        String text = instruction.strip();
        double words = WordCount.of(text);
        if (words <= LEAST_WORDS) {
            return "instruction-too-short";
        }
        if (words > MOST_WORDS) {
            return "instruction-too-long";
        }
        Matcher matcher = (alpaca ? ALPACA : SELF_INSTRUCT).matcher(text);
        if (matcher.find()) {
            return "unsuitable-word:" + matcher.group();
        }
        if (PROGRAM.matcher(text).find()) {
            return "starts-with-program";
        }
        int first = text.codePointAt(0);
        if (!Character.isLetterOrDigit(first)) {
            return "starts-with-punctuation";
        }
        return first > 0x7F && !Prose.isChinese(text) ? "starts-outside-ascii" : null;
    }
}
