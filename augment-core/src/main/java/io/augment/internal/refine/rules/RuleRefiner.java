package io.augment.internal.refine.rules;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.internal.check.Language;
import io.augment.internal.check.Literals;
import io.augment.internal.check.Prose;
import io.augment.refine.InstructionRefiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cleans an instruction and says what is only implied: that the material to work on follows below. The intent does not
 * change, so the response stays.
 */
public final class RuleRefiner implements InstructionRefiner {
    /** Words that already point to the material. */
    private static final Pattern POINTS_EN = Pattern.compile(
            "(?i)\\b(?:following|below|above|given|provided|attached|input|this|these|here|material|there is|mentioned)\\b|[:：]\\s*$|\\?\\s*$");

    private static final Pattern POINTS_ZH =
            Pattern.compile("以下|下面|下列|下文|给定|所给|给出的|这|该|此|输入|材料|上述|如下|[:：]\\s*$|[?？]\\s*$");

    /** What the material is called, where the text takes it for granted. */
    private static final Pattern MATERIAL_EN = Pattern.compile(
            "\\b[Tt]he ((?:English |Chinese |French |German |Spanish |math |html |Python |Java |news |user )?(?:sentences?|paragraphs?|text|lists?|codes?|functions?|emails?|letters?|passages?|documents?|articles?|questions?|claims?|statements?|words?|poem|stor(?:y|ies)|dialogue|conversation|news|problems?|equations?|lyrics|description|syllogism|facts|review|outline|notes|data|query|recipe))(?=[,.;(]| (?:in|into|and|or|is|are|has|have|contains?|with|by|using|if|like|so|as|under|logically|carefully)\\b)");

    private static final Pattern MATERIAL_ZH =
            Pattern.compile("(句子|段落|文本|列表|代码|邮件|文章|文档|新闻|对话|聊天记录|数据|材料)(?=[中里]|的(?:情感|主题|大意|标题|作者)|是否)"
                    + "|(?<=完善|补全|解|解决|修改|根据|依据)(歌词|方程|方程组|数学问题|病句|症状描述|对话|材料|数据)(?=[，。并])");

    @Override
    public Instruction refine(Instruction instruction, StageContext context) {
        boolean hasInput = !instruction.input().isBlank();
        String language = Language.detect(instruction.text());
        boolean known = language == null || language.equals("en") || language.equals("zh");
        if (!known || instruction.text().isBlank()) {
            return instruction;
        }
        String cleaned = TextCleaner.clean(instruction.text());
        String refined = hasInput ? pointed(cleaned) : cleaned;
        boolean safe = !refined.equals(instruction.text())
                && !refined.isBlank()
                && Literals.missing(instruction.text(), refined).isEmpty();
        return safe ? instruction.toBuilder().text(refined).build() : instruction;
    }

    /** Adds where the material is, unless the text says so or has a form of its own. */
    private static String pointed(String text) {
        boolean chinese = Prose.isChinese(text);
        if (text.contains("\n")
                || (chinese ? POINTS_ZH : POINTS_EN).matcher(text).find()) {
            return text;
        }
        Matcher matcher = (chinese ? MATERIAL_ZH : MATERIAL_EN).matcher(text);
        if (!matcher.find() || !text.endsWith(chinese ? "。" : ".")) {
            return text;
        }
        String first = matcher.group(1);
        String noun = first != null ? first : matcher.group();
        if (chinese) {
            return text + noun + "如下：";
        }
        return text + " The " + noun + (noun.endsWith("s") && !noun.endsWith("news") ? " are" : " is")
                + " given below.";
    }

    @Override
    public String name() {
        return "rules";
    }
}
