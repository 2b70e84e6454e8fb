package io.augment.internal.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes an answer that came in place of an instruction: a model that was asked to rewrite a question answered it.
 */
public final class AnswerNotInstruction {
    private static final Pattern OPENER = Pattern.compile(
            "(?i)^(?:the (?:correct |right |final |best )?answer (?:is|to|would be)\\b|answer ?[:：]|(?:yes|no|true|false|correct|incorrect)\\b(?:[,.!;:]|$)"
                    + "|here (?:is|are|'s)\\b|in (?:conclusion|summary)\\b|there (?:is|are|were|was) (?:several|many|some|a few|two|three|four|five|no|a|\\d+)\\b|to (?:solve|answer) (?:this|the)\\b"
                    + "|let's (?:solve|calculate|think|break)|(?:once upon a time|dear (?:sir|madam|mr|ms|hiring|team|professor|\\[))"
                    + "|答案?(?:是|为)?[：:]|(?:正确)?答案(?:是|为)|(?:是的|不是|对的|不对|没错|正确|错误)(?:[，,。！]|$)|以下(?:是|为|列出)|有以下(?:几|一)|(?:很久)?从前[，有]|尊敬的|总之|综上所述|解[：:])");

    /** Evidence that somebody is asked to do something, anywhere in the text. */
    private static final Pattern ASKS_EN = Pattern.compile(
            "(?i)\\?|\\b(?:please|your task|you (?:are|will be|have been) (?:given|provided|asked|to)|you (?:need|should|must|have|will|may|are|want)|could you|can you|would you|i (?:need|want|would like|am looking|'m looking|have to|wish)|i'd like|help me|i'm trying"
                    + "|suppose|imagine|assume|pretend|act as|your (?:response|answer|output|goal|job|opinion)|in this task|given (?:the|a|an|some|two|this|that|any|my|your|these)|based on|using the|for (?:the|each) (?:following|given|of the)"
                    + "|what|which|who|whose|how|why|when|where)\\b");

    private static final Pattern ASKS_ZH = Pattern.compile(
            "[?？]|请|吗|呢|如何|怎么|怎样|什么|哪|为何|谁|几|多少|是否|帮我|给我|告诉我|我(?:想|需要|要|希望)|你(?:需要|应该|要|将|可以|能|是)|您(?:需要|应该|要|将|可以|能)|假设|假如|想象|扮演|给定|根据|基于|需要|要求|任务");
    private static final Pattern VERB_ZH = Pattern.compile(
            "(?:^|[，。；：,;:\\n、])\\s*(?:并且?|试|简单|再|然后|首先|最后|接着|同时|尝试|试着|分别|简要|详细)?(?:编?写|撰写|列出|列举|给出|描述|解释|说明|分析|总结|概括|翻译|改写|生成|创建|创作|设计|提供|提取"
                    + "|判断|识别|分类|找出|找到|计算|求|解方程|证明|推荐|建议|制定|规划|比较|讨论|介绍|回答|完[成善]|补[充全]|续写|填|选择?|使用|利用|检[查测]|排|预测|验证|替换|添加|转[换述]|想[出象]?|举|阐述|论述|评|模拟"
                    + "|构[思建造]|实现|输出|返回|确定|标注|拆|简[述化]|扩|润色|仿|造|起|取名|命名|画|讲|说|谈|阅?读|按|向|对以下|为以下|将以下|把下面|重新)|^(?:用|以|为|对|将|把|从|在|就|给|让|于)");
    private static final Pattern CODE = Pattern.compile(
            "^(?:```|def \\w+\\(|import \\w+|from \\w+ import|class \\w+[(:{ ]|#include|public (?:class|static)|SELECT\\b.*\\bFROM\\b|function \\w+\\()");
    private static final Pattern FINITE = Pattern.compile(
            "\\b(?:is|are|was|were|has|have|had|can|will|would|means|refers|consists|includes|became|made|took|went|do|does|did)\\b");
    private static final Pattern BULLET = Pattern.compile("^(?:[-*•·]|\\d{1,2}[.、)）])\\s*\\S.*");

    private static final Pattern RELATIVE = Pattern.compile(
            "(?i)\\b(?:that|who|whom|whose|which|where|when|why|how|as|than|people|you|they|we|i)\\s+(?:\\w+\\s+){0,2}$");
    private static final Pattern STOP = Pattern.compile("[.!]$");
    private static final Pattern CLAUSE = Pattern.compile("[,;:] ");
    private static final int MIN_STATEMENT_ZH = 8;

    private AnswerNotInstruction() {}

    /**
     * Returns whether the candidate answers the original instead of asking something.
     *
     * @param original the instruction that was to be rewritten, or was the example for a new one
     * @param candidate what came back
     */
    public static boolean is(String original, String candidate) {
        String text = candidate.strip().replace('’', '\'');
        if (text.isEmpty()) {
            return false;
        }
        boolean sameOpening = OPENER.matcher(original.strip()).find();
        if (!sameOpening && OPENER.matcher(text).find() && !asksAtEnd(text)) {
            return true;
        }
        if (isList(text) && !isList(original)) {
            return true;
        }
        if (CODE.matcher(text).find() && !CODE.matcher(original.strip()).find()) {
            return true;
        }
        return Prose.isChinese(text) ? statesChinese(text) : statesEnglish(text);
    }

    private static boolean asksAtEnd(String text) {
        List<String> sentences = Prose.sentences(text);
        return !sentences.isEmpty() && sentences.get(sentences.size() - 1).matches("(?s).*[?？]\\s*");
    }

    /** Returns whether the text is a list from its first line on. */
    private static boolean isList(String text) {
        List<String> lines = Prose.lines(text);
        return lines.size() >= 3
                && lines.stream().allMatch(line -> BULLET.matcher(line).matches());
    }

    private static boolean statesEnglish(String text) {
        List<String> sentences = Prose.sentences(text);
        if (Prose.words(text).size() < 4 || ASKS_EN.matcher(text).find()) {
            return false;
        }
        // "The movie is long. Summarize it." asks in its second sentence.
        return asserts(sentences.get(0))
                && sentences.stream().flatMap(CLAUSE::splitAsStream).noneMatch(Imperative::startsEnglish);
    }

    /** Returns whether a sentence says something: in "a list of books that are short" the verb belongs to the clause. */
    private static boolean asserts(String sentence) {
        Matcher finite = FINITE.matcher(sentence);
        boolean stopped = STOP.matcher(sentence).find();
        while (finite.find()) {
            boolean auxiliary = finite.group().matches("(?i)do|does|did|has|have|had");
            if (!RELATIVE.matcher(sentence.substring(0, finite.start())).find() && (stopped || !auxiliary)) {
                return true;
            }
        }
        return false;
    }

    private static boolean statesChinese(String text) {
        return text.endsWith("。")
                && text.length() >= MIN_STATEMENT_ZH
                && !ASKS_ZH.matcher(text).find()
                && !VERB_ZH.matcher(text).find();
    }
}
