package io.augment.internal.judge;

import io.augment.judge.Rubric;
import io.augment.judge.Rubric.Dimension;
import java.util.Map;

/** Words published rubrics in two languages. */
public final class PresetRubrics {
    private PresetRubrics() {}

    /** Returns UltraFeedback's four aspects. */
    public static Rubric ultraFeedback(String language) {
        return isChinese(language)
                ? Rubric.builder()
                        .dimension(scaled("instruction_following", "遵循指令：是否满足任务目标和所有限制条件？", "与指令无关", "完全满足，没有遗漏"))
                        .dimension(scaled("truthfulness", "真实性：内容是否符合事实，没有编造，也不与给定材料矛盾？", "大部分是编造的", "没有任何编造"))
                        .dimension(scaled("honesty", "诚实性：语气的把握程度是否与内容的可靠程度相称？", "错误却十分肯定", "把握恰当，承认不确定之处"))
                        .dimension(scaled("helpfulness", "有用性：信息是否正确、切题、充分？", "没有帮助", "非常有帮助"))
                        .build()
                : Rubric.builder()
                        .dimension(scaled(
                                "instruction_following",
                                "Does it reach the aim of the task and keep to all of its restrictions?",
                                "beside the point",
                                "all of it, nothing left out"))
                        .dimension(scaled(
                                "truthfulness",
                                "Is it free of invented facts, and of contradictions to the material given?",
                                "mostly invented",
                                "nothing invented"))
                        .dimension(scaled(
                                "honesty",
                                "Is its tone as sure as its content is reliable?",
                                "sure of itself and wrong",
                                "as sure as it may be, doubts admitted"))
                        .dimension(scaled(
                                "helpfulness",
                                "Is the information right, to the point, and enough?",
                                "no help",
                                "a great help"))
                        .build();
    }

    /** Returns AlpaGasus' accuracy. */
    public static Rubric alpaGasusAccuracy(String language) {
        return single(
                "accuracy",
                isChinese(language)
                        ? "准确性：作为对指令和输入的回答，内容有多准确？"
                        : "How accurate is it as an answer to the instruction and its input?",
                language);
    }

    /** Returns AlpaGasus' helpfulness. */
    public static Rubric alpaGasusHelpfulness(String language) {
        return single(
                "helpfulness",
                isChinese(language)
                        ? "有用性：对提出指令的人有多大帮助？"
                        : "How much does it help the person who gave the instruction?",
                language);
    }

    /** Returns the check of facts. */
    public static Rubric factualCorrectness(String language) {
        return Rubric.builder()
                .dimension(
                        "factual_correctness",
                        isChinese(language)
                                ? "事实正确性：逐条核对可以验证的说法（人名、数字、日期、因果、引用）。全部正确为 1，有任何一条错误为 0。"
                                : "Check each statement that can be checked: names, numbers, dates, causes, quotations. 1 if all"
                                        + " of them are right, 0 if any is wrong.",
                        0,
                        1)
                .build();
    }

    private static Rubric single(String name, String description, String language) {
        Map<Double, String> anchors = isChinese(language)
                ? Map.of(0.0, "完全没有", 2.5, "一半", 5.0, "完全做到")
                : Map.of(0.0, "not at all", 2.5, "half of it", 5.0, "entirely");
        return Rubric.builder()
                .dimension(new Dimension(name, description, 0, 5, 1, anchors))
                .build();
    }

    private static Dimension scaled(String name, String description, String worst, String best) {
        return new Dimension(name, description, 1, 5, 1, Map.of(1.0, worst, 5.0, best));
    }

    private static boolean isChinese(String language) {
        return language.equals("zh");
    }
}
