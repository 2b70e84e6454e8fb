package io.augment.internal.check;

import io.augment.internal.text.CuedPattern;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognizes an answer that only declines: no help follows the refusal.
 *
 * <p>An answer that apologizes, or says what it cannot do, and then helps is no refusal.
 */
public final class Refusal {
    /** Sentences looked at for the refusal itself: a greeting or an apology may come first. */
    private static final int OPENING = 3;

    private static final int HELPFUL_LETTERS = 60;
    private static final int HELPFUL_HAN = 28;

    private static final String DOER =
            "(?:help(?! (?:but|\\w+ing\\b))|assist|answer|provide|share|give|offer|fulfill|fulfil|comply|complete|create|generate|write|produce"
                    + "|do (?:that|this|so)|discuss|engage|participate|support|process|perform|respond|continue|proceed|accommodate|disclose"
                    + "|reveal|translate|recommend|be able|access|browse|carry out|agree|take part|make|tell|return|satisfy|handle)";

    private static final CuedPattern DECLINES_EN = CuedPattern.of(
            "(?i)"
                    + "\\b(?:i|we)(?:'m| am|'re| are| was)? ?(?:(?:really |simply |just |also )?(?:can(?:not| not|'t)|could(?: not|n't)|won't|will not"
                    + "|(?:do not|don't) feel comfortable|(?:'m |am |are |'re )?(?:(?:currently )?unable|not (?:currently )?able|not allowed|not permitted|not comfortable)"
                    + "(?: to| with)?|have to|must|must respectfully) (?:\\w+ly |be able to )?(?:" + DOER
                    + "|decline|refuse|helping|assisting|providing|answering)\\b)"
                    + "|\\b(?:i|we)(?: must| have to| would like to| respectfully)? (?:politely |respectfully )?(?:decline|refuse) to\\b"
                    + "|\\b(?:i|we) (?:must|have to|am going to have to) (?:\\w+ly )?(?:decline|refuse)\\b"
                    + "|\\bi (?:can(?:not| not|'t)|won't|will not) (?:help(?! (?:but|\\w+ing\\b))|assist)\\b"
                    + "|\\b(?:against|violates?) (?:my|our|the) (?:programming|guidelines|policy|policies|principles)"
                    + "|\\b(?:you are|you're) requesting (?:personal|private|confidential) information"
                    + "|\\bthe task (?:involves|requires) (?:personal|private) information"
                    + "|^(?:i'm |i am |we're |we are )?(?:so |very |really |truly )?sorry[,.]? (?:but )?(?:i|we|this|that)\\b.{0,40}?\\b(?:can(?:not| not|'t)|unable to|not able to|not something)(?:(?: \\w+ly)?(?: be able to)? "
                    + DOER
                    + "\\b| (?:that|this|it)\\b|\\s*[.!,;]|\\s*$)"
                    + "|\\b(?:this|that|your) (?:request|question|task|content) (?:can(?:not|'t)|goes against|is against|violates|is inappropriate|is not appropriate)"
                    + "|\\b(?:that|this)(?:'s| is) not something (?:that )?i (?:can|am able|could|will)"
                    + "|\\bno comment\\b",
            "can",
            "could",
            "won't",
            "will not",
            "comfortable",
            "able",
            "allowed",
            "permitted",
            "have to",
            "must",
            "decline",
            "refuse",
            "against",
            "violat",
            "requesting",
            "the task",
            "sorry",
            "appropriate",
            "not something",
            "no comment");

    private static final String DOER_ZH =
            "(?:提供|回答|帮助|帮|协助|满足|完成|生成|创作|编写|撰写|写|执行|处理|讨论|参与|透露|给出|回应|进行|继续|做到|做|翻译|答复|解答|访问|查询|获取|告诉|分享|支持|确定|判断|理解|为[您你]|给[您你]|对此|就此|按|遵)";

    private static final Pattern DECLINES_ZH = Pattern.compile(
            "(?:我|我们|本人|本助手|小助手|作为.{0,20}?)[^。！？!?\\n，,]{0,8}?(?:无法|不能|不会|不可以|没有?办法|不便|没法|不可能|不应该|不得不拒绝|拒绝|必须拒绝|恕难|无权)[^。！？!?\\n，,]{0,6}?"
                    + DOER_ZH
                    + "|^(?:很|非常|十分|实在)?(?:抱歉|对不起|不好意思|遗憾)[^。！？!?\\n]{0,24}?(?:无法|不能|没有?办法|不便|没法|拒绝|不可以|不支持)(?![^。！？!?\\n，,]{0,8}(?:参加|出席|前往|赴约|到场|到会|赶到|按时|准时|及时|如期|同行|陪|见面|加入))"
                    + "|无可奉告|恕我?(?:直言)?[^。\\n]{0,4}(?:无法|不能|难)|(?:该|此|这个?)(?:任务|问题|请求|内容|话题)[^。\\n]{0,10}(?:涉及个人信息|违反|不合适|无法回答|不能回答)"
                    + "|正在请求个人信息");

    private static final Pattern APOLOGY = Pattern.compile(
            "(?i)^(?:(?:hello|hi|hey|dear)\\b[^.!?]{0,30}|(?:i'm |i am |we're |we are )?(?:so |very |really |truly |terribly )?sorry\\b[^.]{0,60}"
                    + "|(?:my )?apologies[^.]{0,60}|i apologi[sz]e[^.]{0,120}|unfortunately|thank you[^.]{0,60}|您好|你好|(?:很|非常|十分|实在)?(?:抱歉|对不起|不好意思|遗憾)[^。]{0,20})[,.!。！，]?$");

    /** Sentences that belong to a refusal and help nobody: reasons, offers, farewells, advice to ask elsewhere. */
    private static final CuedPattern WRAPPING_EN = CuedPattern.of(
            "(?i)"
                    + "\\b(?:as an? (?:ai|artificial|language|large|assistant|responsible)|i(?:'m| am) (?:just |only )?(?:an? )?(?:ai|artificial|language|large|virtual|assistant|designed|programmed|here to)"
                    + "|is there (?:anything|something) else|(?:anything|something) else i can|if you (?:have|need|would|'d|want|are|could)|feel free|let me know|please (?:let|feel|provide|consult|contact|ask|try|seek|note|reach|understand|consider|refer)"
                    + "|i (?:hope|would be|'d be|can help|can assist|am happy|understand|recommend|suggest|encourage|strongly|don't have|do not have|would recommend)|i'd (?:be|recommend|suggest|encourage)|thank you|thanks for"
                    + "|happy to help|my (?:purpose|programming|guidelines|capabilities|training|knowledge|goal|apologies)|(?:illegal|unethical|harmful|inappropriate|privacy|policies|policy|personal information|confidential|safety|offensive)"
                    + "|it(?: is|'s| would be) (?:important|against|not|best|illegal|unethical|inappropriate|beyond)|(?:sorry|apologi[sz]e))",
            "as a",
            "i'm ",
            "i am ",
            "is there ",
            "thing else",
            "if you ",
            "feel free",
            "let me know",
            "please ",
            "i hope",
            "i would ",
            "i'd ",
            "i can ",
            "i understand",
            "i recommend",
            "i suggest",
            "i encourage",
            "i strongly",
            "i don't",
            "i do not",
            "thank you",
            "thanks for",
            "happy to help",
            "my ",
            "illegal",
            "unethical",
            "harmful",
            "inappropriate",
            "privacy",
            "policies",
            "policy",
            "personal information",
            "confidential",
            "safety",
            "offensive",
            "it is",
            "it's",
            "it would be",
            "sorry",
            "apolog");

    private static final Pattern WRAPPING_ZH = Pattern.compile(
            "作为(?:一个|一名)?.{0,6}(?:AI|ai|人工智能|语言模型|助手|助理|模型)|如果(?:您|你)|若(?:您|你)|请(?:您|你)?(?:谅解|理解|咨询|联系|提供|随时|尝试|换|参考|遵守|告诉|问)|(?:感谢|谢谢)|随时|希望(?:您|你|能)|(?:还有|其他|别的).{0,8}(?:问题|需要|帮助)"
                    + "|建议(?:您|你)|(?:隐私|违法|不道德|违反|法律|有害|敏感|个人信息|政策|准则|不合适|不当|安全)|我(?:只是|仅是|是)(?:一个|一名)?|我的(?:设计|程序|职责|能力|目的|训练)|抱歉|对不起|没有.{0,6}(?:权限|能力|信息|资料)|乐意|很高兴|尽力");

    private static final Pattern HELP_EN = Pattern.compile(
            "(?i)\\b(?:here (?:is|are|'s)|for example|for instance|however,? (?:here|the|in|you can|a|some|it|there|generally)|instead,? (?:you|here|try)|you (?:can|could|may|might) (?:try|use|check|visit|look|find|also|start|do)"
                    + "|in general|generally|the (?:answer|following)|step \\d|first(?:ly)?,)");
    private static final Pattern HELP_ZH = Pattern.compile(
            "以下|例如|比如|(?:您|你)可以(?:尝试|试|使用|用|在|去|通过|访问|查|选择|考虑|到|从|先|按|参考)|一般来说|通常|根据(?!.{0,4}(?:政策|规定|法律|准则))|首先|步骤|方法(?:是|有|如下)|建议(?:您|你)(?:尝试|可以|先|使用|通过|在|多|去)");
    private static final Pattern LIST_ITEM = Pattern.compile("(?m)^\\s*(?:[-*•·]|\\d{1,2}[.、)）]|[一二三四五六七八九十]、)\\s*\\S");

    private Refusal() {}

    /** Returns whether the text declines to answer and does nothing else. */
    public static boolean is(String text) {
        String plain = text.strip().replace('’', '\'');
        if (plain.isEmpty() || plain.contains("```")) {
            return false;
        }
        List<String> sentences = Prose.sentences(plain);
        int declines = declining(sentences);
        if (declines < 0 || LIST_ITEM.matcher(plain).results().count() >= 2) {
            return false;
        }
        return help(sentences, declines) == 0;
    }

    /** Returns the index of the sentence that declines, among the first ones, or -1. */
    private static int declining(List<String> sentences) {
        for (int i = 0; i < Math.min(OPENING, sentences.size()); i++) {
            String sentence = sentences.get(i);
            if (declines(sentence)) {
                return i;
            }
            if (!APOLOGY.matcher(sentence).find() && !isWrapping(sentence)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean declines(String sentence) {
        return DECLINES_EN.isIn(sentence)
                || (Prose.hasHan(sentence) && DECLINES_ZH.matcher(sentence).find());
    }

    private static boolean isWrapping(String sentence) {
        return WRAPPING_EN.isIn(sentence)
                || (Prose.hasHan(sentence) && WRAPPING_ZH.matcher(sentence).find());
    }

    /** Counts the sentences after the refusal that bring something of their own. */
    private static int help(List<String> sentences, int declines) {
        int count = 0;
        int own = 0;
        for (int i = declines + 1; i < sentences.size(); i++) {
            String sentence = sentences.get(i);
            if (HELP_EN.matcher(sentence).find() || HELP_ZH.matcher(sentence).find()) {
                count++;
            } else if (!isWrapping(sentence) && !declines(sentence)) {
                own += sentence.length();
            }
        }
        String first = sentences.get(declines);
        if (turns(first)) {
            count++;
        }
        boolean chinese = Prose.isChinese(first);
        return own >= (chinese ? HELPFUL_HAN : HELPFUL_LETTERS) ? count + 1 : count;
    }

    private static final Pattern TURN = Pattern.compile(
            "(?i)(?:,| )but (?:i (?:can|could) (?:tell|give|share|say|suggest|explain|offer)|here|the|in|you|generally|it|a|some|there|my)\\b.{20,}"
                    + "|(?:但是?|不过|然而)，?(?:我(?:可以|能|会|猜|认为|觉得|建议|尽)|以下|一般|通常|(?:您|你)可以|根据|目前).{8,}");

    /** Returns whether the declining sentence itself turns to help: "I cannot ..., but here is ...". */
    private static boolean turns(String sentence) {
        return TURN.matcher(sentence).find() && !OFFER.matcher(sentence).find();
    }

    private static final Pattern OFFER = Pattern.compile(
            "(?i)but (?:i (?:can|could) (?:offer|suggest) (?:other|to)|i can help (?:you )?with (?:other|something|any))|但是?我可以(?:帮助|协助)?(?:您|你)?(?:解答|回答|处理)?其他");
}
