package io.augment.internal.expand.rules;

import io.augment.Instruction;
import io.augment.internal.check.Prose;
import io.augment.internal.task.BuiltInClassifier;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts a neutral line before a question that is better left as it is: a problem is to be solved, a question to be answered.
 */
final class Framing {
    private static final String PROBLEM = "Math";
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern MARK = Pattern.compile("[?？]");

    /** Texts that speak to the model as somebody, or about their own wording, take no line before them. */
    private static final Pattern ADDRESSED = Pattern.compile(
            "(?i)^(?:you are|you're|act as|pretend|imagine|let's|please|hi|hello|hey)\\b|^(?:你是|你现在|请|假装|扮演|你好|您好)|word for word|verbatim|重复|逐字");

    private static final List<String> SOLVE =
            List.of("Solve the following problem.", "Work out the answer to the problem below.");
    private static final List<String> ANSWER_ONE =
            List.of("Answer the following question.", "Please answer the question below.");
    private static final List<String> ANSWER_MANY =
            List.of("Answer the following questions.", "Please answer the questions below.");
    private static final List<String> SOLVE_ZH = List.of("请解答下面的题目。", "请做一做下面这道题：");
    private static final List<String> ANSWER_ZH = List.of("请回答下面的问题。", "我想请教下面的问题：");

    private final BuiltInClassifier classifier = new BuiltInClassifier();

    /** Returns the text under other opening lines; an empty list where it asks no question. */
    List<String> frame(Instruction seed, String text, boolean isChinese) {
        long marks = MARK.matcher(Prose.of(text)).results().count();
        if (marks == 0 || ADDRESSED.matcher(text).find()) {
            return List.of();
        }
        String task = seed.task() != null
                ? seed.task()
                : classifier.classify(text, seed.input()).task();
        boolean problem = PROBLEM.equals(task)
                && marks == 1
                && NUMBER.matcher(text).results().count() >= 2;
        List<String> lines =
                isChinese ? (problem ? SOLVE_ZH : ANSWER_ZH) : problem ? SOLVE : marks == 1 ? ANSWER_ONE : ANSWER_MANY;
        return lines.stream().map(line -> line + "\n\n" + text).toList();
    }
}
