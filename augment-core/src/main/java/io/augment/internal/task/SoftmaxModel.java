package io.augment.internal.task;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Is multinomial logistic regression over sparse vectors, fitted by stochastic gradient descent with steps that shrink for each
 * weight as it is used (Duchi, Hazan and Singer, AdaGrad, 2011). Immutable once fitted.
 */
final class SoftmaxModel {
    private static final float STEP = 0.5f;
    private static final float EPSILON = 1e-6f;

    /** A class whose probability is this near to the truth is left as it is: it would cost time and change nothing. */
    private static final float NEGLIGIBLE = 2e-3f;

    private final int classes;

    /** The weights of one feature stand side by side. */
    private final float[] weights;

    private final float[] bias;

    SoftmaxModel(int classes, float[] weights, float[] bias) {
        this.classes = classes;
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * Fits a model.
     *
     * @param truth the class of each vector
     * @param features how many features there are
     */
    static SoftmaxModel fit(
            List<SparseVector> vectors, int[] truth, int classes, int features, int epochs, SplittableRandom random) {
        float[] weights = new float[features * classes];
        float[] squares = new float[features * classes];
        float[] bias = new float[classes];
        float[] biasSquares = new float[classes];
        int[] order = new int[vectors.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        SoftmaxModel model = new SoftmaxModel(classes, weights, bias);
        float[] scores = new float[classes];
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffle(order, random);
            for (int one : order) {
                SparseVector vector = vectors.get(one);
                model.scores(vector, scores);
                softmax(scores, 1);
                scores[truth[one]] -= 1;
                for (int k = 0; k < classes; k++) {
                    float gradient = scores[k];
                    if (Math.abs(gradient) < NEGLIGIBLE) {
                        continue;
                    }
                    biasSquares[k] += gradient * gradient;
                    bias[k] -= 0.1f * STEP * gradient / (float) Math.sqrt(biasSquares[k] + EPSILON);
                    for (int i = 0; i < vector.size(); i++) {
                        int at = vector.indices()[i] * classes + k;
                        float g = gradient * vector.values()[i];
                        squares[at] += g * g;
                        weights[at] -= STEP * g / (float) Math.sqrt(squares[at] + EPSILON);
                    }
                }
            }
        }
        return model;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    int classes() {
        return classes;
    }

    float[] weights() {
        return weights;
    }

    float[] bias() {
        return bias;
    }

    /** Writes the score of each class. */
    void scores(SparseVector vector, float[] scores) {
        System.arraycopy(bias, 0, scores, 0, classes);
        for (int i = 0; i < vector.size(); i++) {
            int from = vector.indices()[i] * classes;
            float value = vector.values()[i];
            for (int k = 0; k < classes; k++) {
                scores[k] += value * weights[from + k];
            }
        }
    }

    /** Turns scores into probabilities; a temperature above 1 makes them less sure. */
    static void softmax(float[] scores, double temperature) {
        float max = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            double power = Math.exp((scores[k] - max) / temperature);
            scores[k] = (float) power;
            sum += power;
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) (scores[k] / sum);
        }
    }

    /** Returns the place of the greatest value. */
    static int best(float[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best;
    }
}
