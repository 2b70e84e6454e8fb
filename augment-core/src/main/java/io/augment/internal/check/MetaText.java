package io.augment.internal.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds words that speak about the text instead of being it: what a model says around its work, and scraps of prompts.
 */
public final class MetaText {
    private static final String WORK_EN =
            "(?:instructions?|prompts?|questions?|tasks?|requests?|quer(?:y|ies)|versions?|responses?|answers?|outputs?|pairs?|examples?)";
    private static final String MADE_EN =
            "(?:re-?written|refined|improved|new|revised|modified|updated|enhanced|expanded|generated|similar|rephrased|reworded|"
                    + "polished|clearer|detailed|better|optimized|final|evolved|different|possible|suggested|requested|completed?|corrected)";

    /** Scaffolding that no finished text holds, wherever it stands. */
    private static final Pattern SCAFFOLD = Pattern.compile(
            "(?i)(?<!#)#{1,6} ?(?:the )?(?:re-?written|given|created|new|original|refined|improved) (?:prompt|instruction)s? ?#"
                    + "|(?:^|\\n)[ \\t]*+#{2,6} ?(?:(?:Instruction|Response|Input|Output|Human|Assistant|User) ?:|(?:回答|回复|响应|指令|输入|输出|用户|助手) ?[:：])"
                    + "|<\\|(?:im_start|im_end|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|assistant|user|system)\\|>"
                    + "|\\[/?INST\\]|<</?SYS>>|</?(?:answer|instruction|response|rewritten_prompt|think)>"
                    + "|\\bthe rewritten prompt\\b"
                    + "|(?<!#)#{1,6} ?(?:改写|重写|新|优化|给定|原始)(?:后的?|的)?(?:指令|提示词?|问题|prompt) ?#");

    /** A model that introduces its work. */
    private static final Pattern INTRO_EN = Pattern.compile(
            "(?i)^(?:\\*\\*)?(?:(?:response|answer|output|assistant): )?(?:(?:sure|certainly|of course|absolutely|okay|ok|alright|great|no problem|yes|understood|got it)(?: thing)?[,.!:]+ ?)?"
                    + "(?:(?:here(?:'s| is| are)|below (?:is|are)|this is|the following (?:is|are)|i(?:'ve| have) (?:re-?written|refined|created|generated|revised|improved|made))"
                    + "[^.\\n:]{0,60}?\\b" + MADE_EN + "\\b[^.\\n:]{0,60}?\\b" + WORK_EN + "\\b[^\\n:]{0,60}:"
                    + "|i(?:'ve| have) (?:re-?written|refined|revised|improved|rephrased|polished) (?:the|your|this|my) "
                    + WORK_EN + "\\b"
                    + "|(?:the |my |your )?" + MADE_EN
                    + " (?:instruction|prompt|question|task|version|query|request)s?(?:\\*\\*)? ?:)");

    private static final Pattern EAGER_EN = Pattern.compile(
            "(?i)^(?:sure|certainly|of course|absolutely|okay|ok|alright|no problem|got it|understood)(?: thing)?[,.!]+ ?(?:here|i(?:'ll|'d| will| can| would| have|'ve)|below|let me|this)\\b");
    private static final Pattern COURTESY_EN = Pattern.compile(
            "(?i)^(?:(?:sure|certainly|of course|absolutely)(?: thing)?[,.!:]|i(?:'d| would) be (?:happy|glad) to|happy to help|thank you for (?:your|the) (?:question|request|prompt))");
    private static final Pattern MODEL_EN = Pattern.compile(
            "(?i)\\bas an? (?:large )?(?:ai|artificial intelligence)(?: language)?(?: model| assistant| chatbot)?(?:,| i\\b|\\b.{0,30}, i\\b)|\\bas a (?:large )?language model\\b");

    private static final String MADE_ZH = "(?:改写|重写|优化|改进|修改|润色|扩展|细化|生成|更新|完善|新|修订|翻译|类似)(?:之?后|过|出)?(?:的|版)?";
    private static final Pattern INTRO_ZH = Pattern.compile("^(?:好的|当然|没问题|可以|明白了?|收到|当然可以)?[，,。！!：:]?\\s*"
            + "(?:(?:以下|下面|这)(?:是|为)[^。\\n：:]{0,16}?" + MADE_ZH
            + "[^。\\n：:]{0,10}?(?:指令|提示词?|问题|任务|版本|请求|回答|回复|答案|内容|文本|结果)[^。\\n]{0,6}[：:]"
            + "|" + MADE_ZH + "(?:指令|提示词?|问题|任务|版本|回答|答案|内容|文本)(?:如下)?[：:]"
            + "|(?:以下|下面|这)(?:是|为)(?:我)?(?:根据|按照?|针对)(?:您|你)[^。\\n：:]{0,12}(?:指令|要求|提示|请求|问题)[^。\\n：:]{0,6}(?:生成|改写|撰写|给出|创作)[^。\\n：:]{0,10}[：:]"
            + "|我(?:已经?)?(?:将|把|对|为)[^。\\n]{0,24}(?:改写|重写|优化|改进|润色|扩展))");
    private static final Pattern EAGER_ZH =
            Pattern.compile("^(?:好的|当然|没问题|可以|明白了?|收到|当然可以)[，,。！!]\\s*(?:以下|下面|这是|我(?:来|会|将|可以)|让我)");
    private static final Pattern MODEL_ZH = Pattern.compile(
            "作为(?:一个|一名|一款|一种|个)?(?:大型)?(?:AI|ai|Ai|人工智能)(?:语言)?(?:模型|助手|助理|机器人)|作为(?:一个|一名|一款|一种|个)?(?:大型|大规模)?语言模型");

    /** A response that begins by saying what its author is. */
    private static final Pattern MODEL_FIRST = Pattern.compile(
            "(?i)^(?:(?:sorry|i'm sorry|i apologize|unfortunately)[,.]? (?:but )?)?as an? (?:large )?(?:ai|artificial intelligence)? ?(?:language model|model|assistant|chatbot),? "
                    + "|^(?:(?:很|非常|十分)?(?:抱歉|对不起)[，,])?作为(?:一个|一名|一款|一种|个)?(?:大型)?(?:AI|人工智能)?(?:大型|大规模)?语言模型");

    private MetaText() {}

    /**
     * Returns the words that give away a model in what should be an instruction, or null: introductions, courtesies,
     * talk about itself, scraps of prompts.
     */
    public static @Nullable String find(String text) {
        String plain = plain(text);
        String found = inResponse(text);
        return found != null ? found : first(plain, MODEL_EN, MODEL_ZH, EAGER_EN, COURTESY_EN, EAGER_ZH);
    }

    /**
     * Returns the words that do not belong into a response, or null: as {@link #find}, but an answer may be courteous, say
     * "Sure, here are ...", and mention further down that a model wrote it.
     */
    public static @Nullable String inResponse(String text) {
        return first(plain(text), SCAFFOLD, INTRO_EN, INTRO_ZH, MODEL_FIRST);
    }

    /** Returns whether the words found say that a model is speaking, which fits where it was asked about itself. */
    public static boolean isSelfDescription(String found) {
        return MODEL_FIRST.matcher(found + " ").find();
    }

    private static String plain(String text) {
        return Prose.withoutCodeBlocks(text).strip().replace('’', '\'');
    }

    private static @Nullable String first(String text, Pattern... patterns) {
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return matcher.group().strip();
            }
        }
        return null;
    }
}
