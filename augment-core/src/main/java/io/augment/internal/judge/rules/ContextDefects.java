package io.augment.internal.judge.rules;

import io.augment.Instruction;
import io.augment.internal.check.LanguageDrift;
import io.augment.internal.check.Prose;
import io.augment.internal.constraint.Constraint;
import io.augment.internal.constraint.Constraints;
import io.augment.internal.text.CuedPattern;
import io.augment.internal.text.CuedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Faults that show only against the instruction: language, format, absent material, arithmetic. */
final class ContextDefects {
    private static final Pattern PICTURE_GIVEN = Pattern.compile("!\\[|<img|data:image");
    private static final CuedPattern ADDRESS = CuedPattern.of(
            "https?://|www\\.|!?\\[[^\\]]*\\]\\([^)]+\\)|<img|data:image", "http", "www.", "](", "<img", "data:image");

    private static final String PICTURE =
            "(?:image|picture|photo|photograph|figure|diagram|screenshot|video|chart|graph)";
    private static final String FILE = "(?:attachment|file|document|spreadsheet|pdf)";

    /** A picture that an answer points to. */
    private static final CuedPattern POINTS_AT_PICTURE = CuedPattern.of(
            "(?i)\\b(?:see|refer to|shown in|look at|according to|based on|in|from) the (?:attached |above |following |accompanying |provided |uploaded )"
                    + PICTURE
                    + "\\b|\\b(?:image|picture|photo|figure|diagram|screenshot|video|chart|graph|table) (?:below|above|attached|shown (?:below|above)|(?:that |which )?you(?:'ve| have)? (?:provided|attached|uploaded|sent|shared))\\b|\\bas (?:shown|seen|depicted|illustrated|pictured) in (?:the|this) (?:\\w+ )?"
                    + PICTURE
                    + "\\b|\\bin the (?:image|picture|photo|screenshot)(?: (?:you|that you|i)\\b|, (?:you|we|one|there|it)\\b)|\\bas the (?:following|attached|above) "
                    + PICTURE + " \\w+\\b|\\bas you can see (?:in|from) (?:the|this) (?:\\w+ )?" + PICTURE + "\\b"
                    + "|(?:从|由|据)(?:图片|照片|图像|截图|图)(?:中|上|里)?(?:可以|能够|我们|可)|(?:您|你)(?:提供|上传|发送|给出|发)的(?:图片|照片|图像|截图|视频|文件|附件|音频)|如(?:下图|上图|图所示|图中所示|附图)|(?:下图|上图|附图|图片|截图|照片)(?:所示|中可以看到|如下|见下)|(?:见|参见|请看|查看|参考)(?:下面的|上面的|以上|以下)?(?:附图|下图|上图|图片|截图)|视频中(?:可以)?(?:看到|所示)",
            "image",
            "picture",
            "photo",
            "figure",
            "diagram",
            "screenshot",
            "video",
            "chart",
            "graph",
            "table",
            "图",
            "照片",
            "视频",
            "文件",
            "附件",
            "音频");

    /** A file that an answer points to. */
    private static final CuedPattern POINTS_AT_FILE = CuedPattern.of(
            "(?i)\\b(?:see|refer to|open|download|find|according to|in) the (?:attached|above|following|accompanying|provided|uploaded|enclosed) "
                    + FILE
                    + "\\b|\\b(?:see|refer to|open|download|find) the attachment\\b|\\bsee attached\\b|\\battached (?:file|document|spreadsheet|pdf)\\b|(?:见|参见|请看|查看|参考|打开|下载)(?:下面的|上面的|以上|以下)?附件|附件(?:中|里)(?:包含|列出|有|提供)|附件中的?(?:文件|图片|文档|表格)",
            "attach",
            "file",
            "document",
            "spreadsheet",
            "pdf",
            "附件");

    /** A link that an answer points to. */
    private static final CuedPattern POINTS_AT_LINK = CuedPattern.of(
            "(?i)\\b(?:click|tap|follow) (?:on )?(?:the|this) (?:following |attached )?link\\b|\\bclick here\\b|\\b(?:link|url)s? (?:below|above|provided)\\b|\\bthe (?:following|attached) link\\b|点击(?:这里|此处|下方|以下|下面|上面|该|这个)?的?链接|点击(?:这里|此处)(?:查看|下载|阅读|了解|访问|继续|进入)?|(?:以下|下面|下方|上方)的?链接",
            "link",
            "url",
            "click here",
            "点击",
            "链接");

    /** What an instruction takes for granted. */
    private static final CuedPattern TAKES = CuedPattern.of(
            "(?i)\\b(?:in|at|of|from|describe|analy[sz]e|see|using|caption for|title for) (?:the|this) (?:attached |following |above |uploaded |given )?(?:image|picture|photo|photograph|screenshot|video|audio|recording|pdf|attachment|spreadsheet)\\b(?! of\\b)|\\b(?:attached|uploaded) (?:file|image|picture|document|photo|spreadsheet|pdf|video)\\b|\\b(?:image|picture|photo|screenshot|video) (?:below|above|attached)\\b"
                    + "|(?:这张|这幅|下面的?|以下|附件中的?|上传的)(?:图片|图像|照片|截图|视频|音频|文件|附件)|(?:根据|看|分析|描述)(?:图片|照片|视频|附件)|(?:附件|上传的文件)中",
            "image",
            "picture",
            "photo",
            "screenshot",
            "video",
            "audio",
            "recording",
            "pdf",
            "attach",
            "upload",
            "spreadsheet",
            "图",
            "照片",
            "视频",
            "音频",
            "文件",
            "附件");
    /** Texts in which an attachment or a link is part of the story. */
    private static final Pattern MAKES_LETTER = Pattern.compile(
            "(?i)\\b(?:e-?mails?|letters?|messages?|memos?|social media|tweets?|website|web ?page|html|template|ad|advertisement|cover letter)\\b|邮件|信件|写信|一封|短信|通知|网页|模板|帖子");

    private static final Pattern NUMERAL_SYSTEMS = Pattern.compile(
            "(?i)\\b(?:binary|hexadecimal|octal|modulo?|base[- ]\\d|boolean|concatenat|riddle|joke|puzzle|trick)\\w*\\b|二进制|十六进制|八进制|取模|谜|笑话|脑筋");

    private ContextDefects() {}

    static @Nullable String languageDrift(Instruction instruction, String response) {
        return LanguageDrift.ofResponse(instruction, response);
    }

    static @Nullable String wrongFormat(Instruction instruction, String response) {
        Constraint broken = Constraints.broken(instruction.text(), response);
        return broken == null ? null : "\"" + broken.wording().replaceAll("\\s+", " ") + "\" is not met";
    }

    static @Nullable String absentMaterial(Instruction instruction, String response) {
        String found = pointed(instruction, Prose.withoutCodeBlocks(response));
        if (found != null && !instruction.prompt().contains(found)) {
            return "the response points to \"" + found + "\"";
        }
        Matcher takes = TAKES.matcher(CuedText.of(instruction.text()));
        boolean given = !instruction.input().isBlank()
                || !instruction.history().isEmpty()
                || instruction.text().strip().contains("\n");
        if (!given
                && takes.find()
                && !ADDRESS.isIn(response)
                && !ADDRESS.isIn(instruction.prompt())
                && !makesLetter(instruction)) {
            return "the instruction speaks of \"" + takes.group() + "\"";
        }
        return null;
    }

    private static @Nullable String pointed(Instruction instruction, String text) {
        CuedText response = CuedText.of(text);
        Matcher picture = POINTS_AT_PICTURE.matcher(response);
        if (picture.find() && !PICTURE_GIVEN.matcher(text).find()) {
            return picture.group();
        }
        Matcher file = POINTS_AT_FILE.matcher(response);
        if (file.find() && !makesLetter(instruction)) {
            return file.group();
        }
        Matcher link = POINTS_AT_LINK.matcher(response);
        return link.find() && !ADDRESS.isIn(response) && !makesLetter(instruction) ? link.group() : null;
    }

    private static boolean makesLetter(Instruction instruction) {
        return MAKES_LETTER.matcher(instruction.text()).find();
    }

    static @Nullable String arithmetic(Instruction instruction, String response) {
        String wrong = Arithmetic.wrong(Prose.withoutCodeBlocks(response));
        return wrong == null
                        || NUMERAL_SYSTEMS.matcher(instruction.text()).find()
                        || instruction.prompt().replace(" ", "").contains(wrong.replace(" ", ""))
                ? null
                : wrong + " does not hold";
    }
}
