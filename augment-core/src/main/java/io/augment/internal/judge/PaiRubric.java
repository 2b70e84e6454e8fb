package io.augment.internal.judge;

import io.augment.judge.Rubric;

/** Words the released rubric of the PAI authors (modelscope/easydistill, default_eval_prompts.yaml) in two languages. */
public final class PaiRubric {
    private static final Rubric ENGLISH = Rubric.builder()
            .dimension(
                    "informativeness",
                    "How thoroughly and accurately does it cover what the instruction asks for? 0-1 almost nothing of it,"
                            + " 2-3 a little, 4-5 the main points, 6-7 most of it, 8-9 all of it, in fitting depth.",
                    0,
                    9)
            .dimension(
                    "helpfulness",
                    "How much does it help the person who asked: clear, direct, usable as it is? 0-1 no help, 2-3 little,"
                            + " 4-5 some, 6-7 a good deal, 8-9 nothing better could be wished for.",
                    0,
                    9)
            .dimension(
                    "generalization",
                    "How much of its approach carries over to similar tasks: sound principles, a method that can be"
                            + " followed? 0-1 nothing, 2-3 little, 4-5 some, 6-7 much, 8-9 a model for such tasks.",
                    0,
                    9)
            .dimension(
                    "correctness",
                    "1 if it does what the instruction asks, its facts are right, its reasoning holds, and its final answer"
                            + " agrees with the rest; 0 if any of these fails.",
                    0,
                    1)
            .build();

    private static final Rubric CHINESE = Rubric.builder()
            .dimension(
                    "informativeness",
                    "信息量：是否全面、准确地覆盖了指令所要求的内容？0-1 几乎没有，2-3 很少，4-5 有主要内容，6-7 大部分都有，8-9 全部都有且深度恰当。",
                    0,
                    9)
            .dimension("helpfulness", "有用性：对提问者有多大帮助，是否清楚、直接、可以直接使用？0-1 没有帮助，2-3 很少，4-5 有一些，6-7 较大，8-9 没有更好的余地。", 0, 9)
            .dimension("generalization", "通用性：其中的原则和方法能否用于类似任务？0-1 不能，2-3 很少，4-5 有一些，6-7 较多，8-9 堪称此类任务的范例。", 0, 9)
            .dimension("correctness", "正确性：如果回答满足指令要求、事实准确、推理成立、最终答案与前文一致，则为 1；有任何一项不成立，则为 0。", 0, 1)
            .build();

    private PaiRubric() {}

    /** Returns the rubric in Chinese for {@code zh}, in English otherwise. */
    public static Rubric in(String language) {
        return language.equals("zh") ? CHINESE : ENGLISH;
    }
}
