package io.augment.internal.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds text that holds the place of something that was never filled in. */
public final class Placeholders {
    /** A text that is a placeholder as a whole. */
    private static final Pattern WHOLE = Pattern.compile(
            "(?i)\\s*[\\[(<{*_\"“]*(?:\\.{2,}|…+|-{3,}|_{3,}|x{3,}|todo|tbd|tba|n/?a|null|nil|undefined|nan|placeholder"
                    + "|lorem ipsum.*|(?:your |the |an? |insert |sample |example )*(?:answer|response|output|text|content|completion)(?: goes)?(?: here)?"
                    + "|(?:no|without) (?:output|response|answer)|<?no(?:input|output)>?|待补充|待填写?|待定|略|此处填写.{0,8}|占位符?|暂无(?:内容|回答|答案)?|无内容|示例(?:回答|文本|内容)|回答|答案)[\\])>}*_\"”.。:：]*\\s*");

    /** A gap inside a text that asks to be filled in. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)[\\[<(（【{]\\s*(?:please )?(?:insert|enter|add|fill in|put|write|provide)\\b[^\\]>)）】}\\n]{1,60}[\\]>)）】}]"
                    + "|[\\[<(]\\s*your (?:answer|response|output|text|content)\\b[^\\]>)\\n]{0,30}[\\]>)]"
                    + "|[\\[<]\\s*(?-i:ANSWER|RESPONSE|OUTPUT|TEXT|INSERT|PLACEHOLDER)\\s*[\\]>]|[\\[<(]\\s*(?:answer|response|text|content|output)(?: goes)? here\\s*[\\]>)]"
                    + "|\\blorem ipsum\\b|\\{\\{\\s*[\\w\\p{L} .-]{1,40}\\s*\\}\\}|\\$\\{[\\w.]{1,40}\\}|\\bTODO\\b ?[:：]|\\bTBD\\b"
                    + "|[\\[<(（【]\\s*(?:请)?(?:在?此处?|在?这里)?(?:插入|填写|填入|补充|输入)[^\\]>)）】\\n]{0,20}[\\]>)）】]|待补充|此处(?:省略|填写|插入|补充)");

    private Placeholders() {}

    /** Returns the placeholder that makes up the whole text, or null. */
    public static @Nullable String whole(String text) {
        return WHOLE.matcher(text).matches() ? text.strip() : null;
    }

    /** Returns the first placeholder in the text outside of code blocks, or null. */
    public static @Nullable String find(String text) {
        String whole = whole(text);
        if (whole != null) {
            return whole;
        }
        Matcher matcher = INSIDE.matcher(Prose.withoutCodeBlocks(text));
        return matcher.find() ? matcher.group() : null;
    }
}
