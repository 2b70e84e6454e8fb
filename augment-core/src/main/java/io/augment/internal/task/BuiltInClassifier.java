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
    private static final double THRESHOLD = 0.4;

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
        for (String task : TaskTypes.names()) {
            double score = scores.getOrDefault(task, 0.0);
            if (score > first) {
                second = first;
                first = score;
                best = task;
            } else if (score > second) {
                second = score;
            }
        }
        double confidence = confidence(first, second);
        return confidence < THRESHOLD || best.equals(TaskTypes.OTHERS)
                ? new TaskLabel(TaskTypes.OTHERS, Math.max(THRESHOLD, 1 - confidence) / 2 + 0.1)
                : new TaskLabel(best, confidence);
    }

    /** Turns the best and the second best score into a probability; fitted to the accuracy on labeled instructions. */
    private static double confidence(double first, double second) {
        if (first <= 0) {
            return 0;
        }
        double lead = (first - second) / (first + 2);
        double mass = first / (first + 3);
        return Math.min(0.95, 0.3 + 0.45 * lead + 0.3 * mass);
    }

    @Override
    public String name() {
        return "builtin";
    }
}
