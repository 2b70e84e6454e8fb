package io.augment.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Chinese request taken apart: what stands before the asking sentence, that sentence, and what stands after it.
 *
 * @param before text before the asking sentence
 * @param core the asking sentence without courtesy and without its final mark
 * @param kind what the core is
 * @param mark the mark of a command: a full stop or a colon
 * @param after text after the asking sentence
 * @param bare whether the sentence had no courtesy
 */
public record ChineseRequest(String before, String core, Kind kind, String mark, String after, boolean bare) {
    public enum Kind {
        COMMAND,
        QUESTION
    }

    private static final int MAX_LENGTH = 90;

    private static final String VERB =
            "(?:阅读|读|形容|写|编写|撰写|创作|创建|生成|给出|给我|列出|列举|描述|解释|说明|分析|总结|概括|翻译|改写|重写|设计|提供|提取|判断|识别|找出|找到|计算|求出|求解|解决|解下|解方程|证明|推荐|制定|规划|比较|对比|讨论|探讨|介绍|回答"
                    + "|完成|完善|补充|补全|续写|填写|选择|选出|检测|检查|预测|验证|替换|添加|转换|转述|想出|举例|举出|阐述|论述|评价|评估|构思|构造|实现|输出|返回|确定|标注|拆分|简述|简要|简化|扩写|扩展|润色|仿写|编造|起草|取一个|命名|讲一|讲述|说出|谈谈|告诉我|提出|展示|整理|归纳|统计|修改|纠正|修正|指出|安排|策划|拟定|礼貌地回复|回复|创造|编一|作一|造句|解答|复述|续编|列一|画一)";

    private static final Pattern COMMAND = Pattern.compile(
            "^(?:" + VERB + "(?![师器员家者书机]).*|(?:将|把|对|为|给(?![定你一])|用|以|从|在|根据|基于|按照?|使用|向|就|依据|利用|结合)(?![了着是]).*" + VERB
                    + ".*|(?:将|把)[^，。]+(?:排序|分类|改写|翻译|转换|概括|总结|链接|替换|分类为|进行|填入).*|(?:对|按)[^，。]+进行.*|给(?:一|几)[^，。]*(?:建议|例子|答案|定义|清单|方案|说明|解释)|给定[一两几][^，。]{1,24}，(?:请)?"
                    + VERB + ".*)$");
    private static final Pattern COURTESY = Pattern.compile(
            "^(?:在(?:此|这个|本)任务中，)?(?:请问?(?:你|您)?(?:能否|能不能|可以|可否)?(?:帮我|帮忙)?|麻烦(?:你|您)?(?:帮我)?|帮我|(?:我)?(?:想|希望|需要)(?:请)?(?:你|您)(?:帮我)?|(?:你|您)(?:需要|的任务是)|能否(?:请你|请您)?(?:帮我)?|能不能(?:帮我)?|可否(?:帮我)?|(?:你|您)?(?:能|可以|能够)(?:帮我)?)");
    private static final Pattern ASKED =
            Pattern.compile("^(?:能否|能不能|可否|(?:你|您)?(?:能|可以|能够)|请问?(?:你|您)?(?:能否|能不能|可以|可否)).*");
    private static final Pattern ABOUT_ITSELF =
            Pattern.compile("重复(?:这|我|以下|下面)|复述(?:这|我的)|逐字|原样|本(?:问题|指令)|上述(?:问题|指令)|这个指令|这条指令|我的第一个");
    private static final Pattern STATEMENT =
            Pattern.compile("^(?:为了|对于|在[^，]{1,12}(?:中|上|下|里)，|从(?:现在|此|而)|以(?:免|便|及)|将来|把握|就是|给你|向来).*");
    private static final Pattern WH = Pattern.compile("什么|为何|如何|怎么|怎样|哪|谁|多少|几|何时|是否|有没有|吗$|呢$|[^，]是[^，]{1,20}还是");

    /** A sentence in which people tell about themselves before they ask. */
    private static final Pattern SITUATION = Pattern.compile("^\\s*(?:我|我们|最近|今天|昨天)");

    /** Finds the asking sentence, or returns null when there is none that can be reworded safely. */
    public static @Nullable ChineseRequest of(String text) {
        String whole = text.strip();
        int lineEnd = whole.indexOf('\n');
        String head = lineEnd < 0 ? whole : whole.substring(0, lineEnd).stripTrailing();
        String tail = lineEnd < 0 ? "" : whole.substring(head.length());
        if (ABOUT_ITSELF.matcher(whole).find() || head.matches("(?:问题|问|题目|输入|任务)[：:].*")) {
            return null;
        }
        List<String> sentences = sentences(head);
        StringBuilder before = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            String after = String.join("", sentences.subList(i + 1, sentences.size())) + tail;
            ChineseRequest request = parse(before.toString(), sentences.get(i), after);
            if (request != null) {
                return request;
            }
            boolean stated = sentences.get(i).strip().endsWith("。")
                    && i + 1 < sentences.size()
                    && sentences.get(i + 1).strip().startsWith("请");
            if (!stated && !SITUATION.matcher(sentences.get(i)).find()) {
                return null;
            }
            before.append(sentences.get(i));
        }
        return null;
    }

    private static List<String> sentences(String head) {
        List<String> sentences = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if ("“「『（《【".indexOf(c) >= 0) {
                depth++;
            } else if ("”」』）》】".indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && "。？！?!".indexOf(c) >= 0) {
                sentences.add(head.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < head.length()) {
            sentences.add(head.substring(start));
        }
        return sentences;
    }

    private static @Nullable ChineseRequest parse(String before, String sentence, String after) {
        String plain = sentence.strip();
        String leading = sentence.substring(0, sentence.indexOf(plain.isEmpty() ? sentence : plain));
        if (plain.isEmpty() || plain.length() > MAX_LENGTH) {
            return null;
        }
        char last = plain.charAt(plain.length() - 1);
        boolean marked = "。？！?!：:.".indexOf(last) >= 0;
        String body = marked ? plain.substring(0, plain.length() - 1).strip() : plain;
        if (body.isEmpty() || !balanced(body) || body.contains("；")) {
            return null;
        }
        boolean question = last == '？' || last == '?';
        Matcher courtesy = COURTESY.matcher(body);
        String core = courtesy.replaceFirst("").replaceFirst("^[，, ]+", "");
        boolean bare = core.equals(body);
        boolean asked = ASKED.matcher(body).matches();
        if (!bare && asked) {
            core = core.replaceFirst("[吗么]$", "");
        }
        if ((!question
                        || asked
                        || !WH.matcher(core).find()
                        || COMMAND_FIRST.matcher(core).find())
                && COMMAND.matcher(core).matches()
                && !STATEMENT.matcher(core).matches()) {
            String mark = last == '：' || last == ':' ? "：" : "。";
            return new ChineseRequest(before + leading, core, Kind.COMMAND, mark, after, bare);
        }
        String ask = body.replaceFirst("^请问(?:一下)?[，,]?", "");
        if (question && WH.matcher(ask).find()) {
            return new ChineseRequest(before + leading, ask, Kind.QUESTION, "？", after, ask.equals(body));
        }
        return null;
    }

    /** A sentence that begins with such a verb is a command even where it ends with a question mark by mistake. */
    private static final Pattern COMMAND_FIRST = Pattern.compile("^(?:写|编写|给出|列出|描述|解释|说明|分析|告诉我|判断|推荐|设计|创建|生成|提供)");

    private static boolean balanced(String text) {
        return count(text, '“') == count(text, '”')
                && count(text, '（') == count(text, '）')
                && count(text, '《') == count(text, '》')
                && count(text, '"') % 2 == 0
                && count(text, '(') == count(text, ')');
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
