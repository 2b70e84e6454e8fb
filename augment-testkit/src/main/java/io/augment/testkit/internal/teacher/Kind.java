package io.augment.testkit.internal.teacher;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names the kinds of tasks that the teacher knows, and recognizes them by their wording. */
enum Kind {
    DEBUG(
            "fix this&code|fix the&code|syntax error|_debug|why does&code|why does&query|mistake&code|mistake&python",
            "line of python|改正&代码|调试|语法错误|代码&错误|代码&没有得到"),
    CODE(
            "python|javascript|_java_|_sql_|_code_|_program_|regular expression|_script_|algorithm|leetcode|_html_",
            "代码|程序|函数|脚本|正则"),
    TRANSLATE(
            "translat|in french|into french|in chinese|into chinese|into arabic|into spanish|into german|into english",
            "翻译|译成|用英语怎么说"),
    GRAMMAR("gramma|misspelling|pos tag|punctuat|corrected sentence|_typo", "语法|病句|语病|错字|标点|词性"),
    PARAPHRASE("paraphras|rephrase|rewrite|more professional|polite enough", "改写|转述|换个说法|礼貌一些"),
    SUMMARIZE("summar|give the core|title for|one-sentence", "概括|总结|摘要|标题|主题：|要点"),
    EXTRACT("extract|which town|replace all|find out all", "提取|找出|哪个地方"),
    CLASSIFY(
            "classif|sentiment|yes or no|true or false|tell me if|tell if|_whether_|_detect|_spam|_select_|categor|_predict"
                    + "|praise or complaint|supports the claim",
            "分类|情感|是或否|是否|检测|判断|选择题|预测|识别|归为|支持|满意"),
    MATH(
            "_math|equation|calculat|how many|how much|_sum_|_solv|_convert|perfect numbers|value of x",
            "数学|方程|计算|多少|换算|转换为|升序|的值|完全数"),
    REASONING(
            "analog|_logic|syllogism|puzzle|relation between|what follows|_reasoning|who comes", "类比|推理|逻辑|关联|关系|谁排在"),
    COMPARE("compar|difference|versus|_rank_|which would you recommend|choose between", "比较|区别|排名|之间选择"),
    STORY("_story|_poem|haiku|_joke|lyrics|fiction|_scene|metaphor|fairy|_tale", "故事|诗|笑话|歌词|段子|比喻|场景"),
    ROLEPLAY("act as|pretend|play the part|play the role|you are a|as a newly", "扮演|你是一位|作为一名|假设你"),
    PLAN(
            "_plan_|schedule|checklist|itinerary|syllabus|_budget|recipe|_routine|_menu|which steps",
            "计划|清单|食谱|菜谱|大纲|预算|第一步"),
    WRITING("email|e-mail|_letter|_write|_essay|article|_review_|speech|_reply|conversation", "邮件|信|写|文章|对话|撰|致谢"),
    LIST("_list|brainstorm|suggest|recommend|_some_|_example|_ideas|_name |_tips|_points", "列出|推荐|给出|建议|哪些|主意|哪"),
    QA("_what_|_who_|_when_|_where_|_which_|_why_|_how_|_are you|question", "问题|为什么|怎样|吗"),
    EXPLAIN("", "");

    private static final Map<String, Kind> LABELS = Map.of(
            "math", MATH,
            "reasoning", REASONING,
            "code generation", CODE,
            "code debug", DEBUG,
            "grammar", GRAMMAR,
            "paraphrase", PARAPHRASE,
            "multilingual", TRANSLATE,
            "roleplay", ROLEPLAY);
    private static final int LOOK_AT = 600;

    private static final Map<Kind, Wording> WORDINGS = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : values()) {
            WORDINGS.put(kind, Wording.of(kind.wording));
        }
    }

    private final String wording;

    /** Creates a kind from its English and its Chinese wordings, written as {@link Wording#of} has it. */
    Kind(String english, String chinese) {
        this.wording = english + "|" + chinese;
    }

    /** Recognizes the kind of an instruction by the first wording that fits. */
    static Kind of(String instruction) {
        String text = instruction.strip().toLowerCase(Locale.ROOT);
        String start = text.substring(0, Math.min(text.length(), LOOK_AT));
        for (Map.Entry<Kind, Wording> entry : WORDINGS.entrySet()) {
            if (entry.getValue().isIn(start)) {
                return entry.getKey();
            }
        }
        return EXPLAIN;
    }

    /** Recognizes the kind, given what a task classifier has said about the instruction. */
    static Kind of(String instruction, String label) {
        Kind known = LABELS.get(label.strip().toLowerCase(Locale.ROOT));
        return known == null ? of(instruction) : known;
    }

    /** Returns the choice that names this kind, or one that means all the rest, or the first. */
    String among(List<String> choices) {
        for (Map.Entry<String, Kind> label : LABELS.entrySet()) {
            for (String choice : choices) {
                if (label.getValue() == this && choice.toLowerCase(Locale.ROOT).contains(label.getKey())) {
                    return choice;
                }
            }
        }
        for (String choice : choices) {
            String lower = choice.toLowerCase(Locale.ROOT);
            if (lower.contains(name().toLowerCase(Locale.ROOT)) || (this == STORY && lower.equals("writing"))) {
                return choice;
            }
        }
        for (String choice : choices) {
            if (choice.toLowerCase(Locale.ROOT).startsWith("other") || choice.startsWith("其他")) {
                return choice;
            }
        }
        return choices.get(0);
    }
}
