package io.augment.internal.judge.rules;

import io.augment.Instruction;
import io.augment.internal.check.Echo;
import io.augment.internal.check.Loops;
import io.augment.internal.check.MetaText;
import io.augment.internal.check.Placeholders;
import io.augment.internal.check.Prose;
import io.augment.internal.check.Refusal;
import io.augment.internal.check.Truncation;
import io.augment.internal.text.CuedPattern;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Faults that show in the response itself; the instruction can only excuse them. */
final class ResponseDefects {
    /** A greeting may answer the same greeting. */
    private static final int MIN_ECHO_WORDS = 2;

    private static final int MIN_ECHO_HAN = 4;
    private static final int SHOWN = 60;

    private static final CuedPattern REPETITION = CuedPattern.of(
            "(?i)\\b(?:repeat\\w*|over and over|lyrics|song|chorus|rap|verbatim|copy|echo)\\b|重复|遍|歌词|歌曲|复述|照抄",
            "repeat",
            "over and over",
            "lyrics",
            "song",
            "chorus",
            "rap",
            "verbatim",
            "copy",
            "echo",
            "重复",
            "遍",
            "歌词",
            "歌曲",
            "复述",
            "照抄");
    private static final CuedPattern SAME_WORDS = CuedPattern.of(
            "(?i)\\b(?:repeat|copy|echo|verbatim|word for word|say exactly|unchanged)\\b|重复|复述|照抄|原样|跟我说",
            "repeat",
            "copy",
            "echo",
            "verbatim",
            "word for word",
            "say exactly",
            "unchanged",
            "重复",
            "复述",
            "照抄",
            "原样",
            "跟我说");
    private static final Pattern BLANKS =
            Pattern.compile("(?i)\\b(?:template|placeholder|fill[- ]in|form letter|mad ?libs?)\\b|模板|占位|填空");
    private static final CuedPattern DECLINING = CuedPattern.of(
            "(?i)\\b(?:declin|refus|turn(?:ing)? (?:it |them |him |her )?down|reject|say(?:ing)? no\\b|apolog|pretend|act as|role)\\w*|拒绝|婉拒|谢绝|推辞|辞职|辞去|扮演|角色|道歉|致歉",
            "declin",
            "refus",
            "turn",
            "reject",
            "say",
            "apolog",
            "pretend",
            "act as",
            "role",
            "拒",
            "谢绝",
            "推辞",
            "辞",
            "扮演",
            "角色",
            "歉");
    private static final Pattern ABOUT_MODELS = Pattern.compile(
            "(?i)\\b(?:who are you|are you|yourself|your (?:name|opinion|feelings?|favorite|view|identity|creator)|(?:do|can|will) you (?:feel|think|have|like|love|remember|know who|want)|prompt|instruction|language models?|ai|chatbot|chatgpt|assistant)\\b|你是|你自己|你的|你(?:能|会|有|可以)(?:做|干|不|什么|哪|和|感)|你(?:喜欢|觉得|认为|知道|记得|擅长|目前)|您(?:是|的|能做|会)|你(?:说|输出|写|给|这|那|刚才|为什么|到底|究竟)|(?:记得|回忆|记住).{0,8}(?:对话|说过|聊)|提示词|指令|语言模型|人工智能|助手|模型");
    /** "No, I cannot remember" answers the question whether it can. */
    private static final CuedPattern ABOUT_MEMORY = CuedPattern.of(
            "(?i)\\b(?:can|could|do|are) you (?:remember|recall|able to|see|hear|feel|access)\\b[^.]*\\?|(?:能不能|能否|可不可以|会不会|是否能够?)(?:记|回忆|想起|看|听|联网|上网|感)",
            " you ",
            "能不能",
            "能否",
            "可不可以",
            "会不会",
            "是否能");

    private static final CuedPattern OPEN_END = CuedPattern.of(
            "(?i)\\b(?:complete|continue|fill in|blank|incomplete|unfinished)\\b|续写|补全|填空|上联|未完",
            "complete",
            "continue",
            "fill in",
            "blank",
            "unfinished",
            "续写",
            "补全",
            "填空",
            "上联",
            "未完");

    private ResponseDefects() {}

    static @Nullable String empty(Instruction instruction, String response) {
        boolean says = response.codePoints()
                .anyMatch(c -> Character.isLetterOrDigit(c)
                        || Character.getType(c) == Character.OTHER_SYMBOL
                        || Character.getType(c) == Character.MATH_SYMBOL);
        if (says) {
            return null;
        }
        return response.isBlank() ? "no text" : Placeholders.whole(response) == null ? "no words" : null;
    }

    static @Nullable String placeholder(Instruction instruction, String response) {
        String found = Placeholders.find(response);
        boolean wholly = Placeholders.whole(response) != null;
        boolean excused = found == null
                || (!wholly && BLANKS.matcher(instruction.text()).find())
                || instruction.prompt().contains(found);
        return excused ? null : shown(found);
    }

    static @Nullable String echo(Instruction instruction, String response) {
        int fewest = Prose.isChinese(response) ? MIN_ECHO_HAN : MIN_ECHO_WORDS;
        if (Prose.words(response).size() < fewest
                || SAME_WORDS.isIn(instruction.text())
                || instruction.history().stream().anyMatch(turn -> SAME_WORDS.isIn(turn.text()))) {
            return null;
        }
        boolean repeats = Echo.of(response, instruction.text()) || Echo.of(response, instruction.prompt());
        return repeats ? "repeats the instruction" : null;
    }

    static @Nullable String refusal(Instruction instruction, String response) {
        boolean refuses =
                !DECLINING.isIn(instruction.text()) && !ABOUT_MEMORY.isIn(instruction.text()) && Refusal.is(response);
        return refuses ? shown(response) : null;
    }

    static @Nullable String loop(Instruction instruction, String response) {
        String found = REPETITION.isIn(instruction.text()) ? null : Loops.find(response);
        return found == null ? null : "repeats \"" + shown(found) + "\"";
    }

    static @Nullable String truncated(Instruction instruction, String response) {
        boolean cut = !OPEN_END.isIn(instruction.text()) && Truncation.is(response);
        return cut
                ? "ends with \""
                        + response.strip()
                                .substring(Math.max(0, response.strip().length() - 24)) + "\""
                : null;
    }

    static @Nullable String metaText(Instruction instruction, String response) {
        String found = MetaText.inResponse(response);
        boolean excused = found == null
                || instruction.prompt().contains(found)
                || (MetaText.isSelfDescription(found)
                        && ABOUT_MODELS.matcher(instruction.text()).find());
        return excused ? null : shown(found);
    }

    private static String shown(@Nullable String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...";
    }
}
