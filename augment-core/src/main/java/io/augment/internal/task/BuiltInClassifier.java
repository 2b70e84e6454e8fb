package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;
import io.augment.task.TaskTypes;
import java.util.Map;

/**
 * Classifies by terms and patterns, without a model.
 *
 * <p>What is to be done (write, translate, calculate) weighs more than what it is about, since a poem about physics is
 * writing. The confidence grows with the evidence and with its lead over the next task type; below the threshold the
 * answer is Others.
 */
public final class BuiltInClassifier implements TaskClassifier {
    /** Below this probability the answer is Others. */
    private static final double THRESHOLD = 0.3;

    /** How often Others was right on labeled instructions. */
    private static final double OTHERS_CONFIDENCE = 0.2;

    /** How much the input's evidence counts beside that of the instruction's own text. */
    private static final double INPUT_SHARE = 0.34;

    private final Evidence evidence = Evidence.load();

    @Override
    public TaskLabel classify(Instruction instruction, StageContext context) {
        return classify(instruction.text(), instruction.input());
    }

    /** Classifies a text with its input. */
    public TaskLabel classify(String text, String input) {
        Map<String, Double> scores = evidence.weigh(text);
        if (!input.isBlank()) {
            evidence.weigh(input).forEach((task, score) -> scores.merge(task, score * INPUT_SHARE, Double::sum));
        }
        String best = TaskTypes.OTHERS;
        double first = 0;
        double second = 0;
        double all = 0;
        for (String task : TaskTypes.names()) {
            double score = scores.getOrDefault(task, 0.0);
            all += score;
            if (score > first) {
                second = first;
                first = score;
                best = task;
            } else if (score > second) {
                second = score;
            }
        }
        double confidence = confidence(first, second, all);
        return confidence < THRESHOLD || best.equals(TaskTypes.OTHERS)
                ? new TaskLabel(TaskTypes.OTHERS, OTHERS_CONFIDENCE)
                : new TaskLabel(best, confidence);
    }

    /**
     * Turns the best score, its lead and its part of all evidence into a probability: logistic regression (Platt, 1999), fitted
     * to labeled instructions in English and Chinese, of the project and of Super-NaturalInstructions, and to no others.
     */
    private static double confidence(double first, double second, double all) {
        if (first <= 0) {
            return 0;
        }
        double odds =
                -1.81 + 0.82 * Math.log1p(first) + 0.79 * (first - second) / (first + 2) + 1.19 * first / (all + 2);
        return 1 / (1 + Math.exp(-odds));
    }

    @Override
    public String name() {
        return "builtin";
    }
}
