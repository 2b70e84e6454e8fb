package io.augment.internal.judge.rules;

import io.augment.Instruction;
import io.augment.Turn;
import io.augment.internal.check.Language;
import io.augment.internal.check.Prose;
import io.augment.internal.constraint.Constraint;
import io.augment.internal.constraint.Constraints;
import io.augment.internal.constraint.LanguageConstraint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Faults that show only against the instruction: language, format, absent material, arithmetic. */
final class ContextDefects {
    private static final int MIN_DRIFT_LETTERS = 24;

    private static final Pattern ADDRESS =
            Pattern.compile("https?://|www\\.|!?\\[[^\\]]*\\]\\([^)]+\\)|<img|data:image");

    /** What an answer points to although nobody gave it. */
    private static final Pattern POINTS_AT = Pattern.compile(
            "(?i)\\b(?:as (?:shown|seen|depicted|illustrated|pictured) in|see|refer to|shown in|look at|according to|based on|in|from) the (?:attached |above |following |accompanying |provided |uploaded )(?:image|picture|photo|figure|diagram|screenshot|video|attachment|file|document|spreadsheet|pdf)\\b"
                    + "|\\b(?:image|picture|photo|figure|diagram|screenshot|video|chart|graph) (?:below|above|attached|provided|shown (?:below|above))\\b|\\bas (?:shown|seen|depicted|illustrated) in (?:the|this) (?:image|picture|photo|figure|diagram|screenshot|video|chart)\\b"
                    + "|\\b(?:see|refer to|open|download|find) the attach(?:ed|ment)\\b|\\bsee attached\\b|\\b(?:click|tap|follow) (?:on )?(?:the|this) (?:following |attached )?link\\b|\\bclick here\\b|\\b(?:link|url) (?:below|above|provided)\\b|\\bthe (?:following|attached) link\\b|\\battached (?:file|image|document|spreadsheet|picture|pdf)\\b"
                    + "|\\bin the (?:image|picture|photo|screenshot) (?:you|that you|i)\\b"
                    + "|如(?:下图|上图|图所示|图中所示|附图)|(?:下图|上图|附图|图片|截图|照片)(?:所示|中可以看到|如下|见下)|(?:见|参见|请看|查看|参考|打开|下载)(?:下面的|上面的|以上|以下)?(?:附件|附图|下图|上图|图片|截图)|点击(?:这里|此处|下方|以下|下面|上面|该|这个)?的?链接|(?:以下|下面|下方|上方)的?链接|附件中的?(?:文件|图片|文档|表格)|视频中(?:可以)?(?:看到|所示)");

    /** What an instruction takes for granted. */
    private static final Pattern TAKES = Pattern.compile(
            "(?i)\\b(?:in|at|of|from|describe|analy[sz]e|see|using|caption for|title for) (?:the|this) (?:attached |following |above |uploaded |given )?(?:image|picture|photo|photograph|screenshot|video|audio|recording|pdf|attachment|spreadsheet)\\b(?! of\\b)|\\b(?:attached|uploaded) (?:file|image|picture|document|photo|spreadsheet|pdf|video)\\b|\\b(?:image|picture|photo|screenshot|video) (?:below|above|attached)\\b"
                    + "|(?:这张|这幅|下面的?|以下|附件中的?|上传的)(?:图片|图像|照片|截图|视频|音频|文件|附件)|(?:根据|看|分析|描述)(?:图片|照片|视频|附件)|(?:附件|上传的文件)中");

    private static final Pattern MAKES_LETTER = Pattern.compile(
            "(?i)\\b(?:e-?mail|letter|message|memo|post|script|story|article|website|page|html|code|template|ad|advertisement|review)\\w*\\b|邮件|信|短信|通知|文案|帖子|剧本|故事|网页|代码|模板");

    private static final Pattern NUMERAL_SYSTEMS = Pattern.compile(
            "(?i)\\b(?:binary|hexadecimal|octal|modulo?|base[- ]\\d|boolean|string|concatenat|wrong|mistake|incorrect|false|error|riddle|joke|puzzle|code|python|javascript)\\w*\\b|二进制|十六进制|八进制|取模|余数|错误|谜|笑话|代码|字符串");

    private ContextDefects() {}

    static @Nullable String languageDrift(Instruction instruction, String response) {
        String prose = Prose.of(response);
        if (prose.codePoints()
                        .filter(Character::isLetter)
                        .map(c -> Prose.isCjk(c) ? 3 : 1)
                        .sum()
                < MIN_DRIFT_LETTERS) {
            return null;
        }
        String from = Language.detect(instruction.text());
        String to = Language.detect(response);
        if (from == null || to == null || from.equals(to) || to.equals(Language.detect(instruction.input()))) {
            return null;
        }
        if (LanguageConstraint.namesLanguage(instruction.text())
                || LanguageConstraint.namesLanguage(instruction.system())) {
            return null;
        }
        for (Turn turn : instruction.history()) {
            if (LanguageConstraint.namesLanguage(turn.text()) || to.equals(Language.detect(turn.text()))) {
                return null;
            }
        }
        return "asked in " + from + ", answered in " + to;
    }

    static @Nullable String wrongFormat(Instruction instruction, String response) {
        Constraint broken = Constraints.broken(instruction.text(), response);
        return broken == null ? null : "\"" + broken.wording().replaceAll("\\s+", " ") + "\" is not met";
    }

    static @Nullable String absentMaterial(Instruction instruction, String response) {
        if (ADDRESS.matcher(response).find()
                || ADDRESS.matcher(instruction.prompt()).find()) {
            return null;
        }
        Matcher points = POINTS_AT.matcher(Prose.withoutCodeBlocks(response));
        if (points.find()
                && !MAKES_LETTER.matcher(instruction.text()).find()
                && !instruction.prompt().contains(points.group())) {
            return "the response points to \"" + points.group() + "\"";
        }
        Matcher takes = TAKES.matcher(instruction.text());
        boolean given = !instruction.input().isBlank()
                || !instruction.history().isEmpty()
                || instruction.text().strip().contains("\n");
        if (!given && takes.find() && !MAKES_LETTER.matcher(instruction.text()).find()) {
            return "the instruction speaks of \"" + takes.group() + "\"";
        }
        return null;
    }

    static @Nullable String arithmetic(Instruction instruction, String response) {
        if (NUMERAL_SYSTEMS.matcher(instruction.prompt()).find()) {
            return null;
        }
        String wrong = Arithmetic.wrong(Prose.withoutCodeBlocks(response));
        return wrong == null || instruction.prompt().replace(" ", "").contains(wrong.replace(" ", ""))
                ? null
                : wrong + " does not hold";
    }
}
