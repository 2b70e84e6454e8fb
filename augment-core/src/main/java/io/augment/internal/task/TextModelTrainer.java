package io.augment.internal.task;

import io.augment.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Fits text models and finds out, on folds that they have not seen, how good they are. */
public final class TextModelTrainer {
    private static final int EPOCHS = 15;
    private static final int MAX_FEATURES = 200_000;

    /** Bounds the heap of a fit: 4 bytes each, twice. */
    private static final int MAX_WEIGHTS = 16_000_000;

    /** Below this many texts a feature that only one has may still be the one that counts. */
    private static final int FEW = 200;

    private final List<Instruction> texts;
    private final List<String> labels;
    private final int[] truth;
    private final List<long[]> features;
    private final long seed;

    /**
     * Prepares a training.
     *
     * @param texts the instructions
     * @param names the class of each
     */
    public TextModelTrainer(List<Instruction> texts, List<String> names, long seed) {
        this.texts = texts;
        this.labels = names.stream().distinct().sorted().toList();
        this.truth = names.stream()
                .mapToInt(name -> Collections.binarySearch(labels, name))
                .toArray();
        TextFeatures reader = new TextFeatures();
        this.features = texts.stream().map(reader::of).toList();
        this.seed = seed;
    }

    /**
     * Holds what models, and the baseline, answered to the texts that they were not fitted to.
     *
     * @param labels names of the classes
     * @param truth the right class of each text
     * @param answers the model's
     * @param confidences probability of the model's answer
     * @param baseline the answers of naive Bayes
     * @param temperature by which scores are divided so that probabilities are neither too sure nor too unsure
     */
    public record Folds(
            List<String> labels,
            int[] truth,
            int[] answers,
            double[] confidences,
            int[] baseline,
            double temperature) {}

    /** Answers every text by models that were fitted to the other folds; folds are worked on side by side. */
    public Folds crossValidate(int folds) {
        int[] fold = folds(folds);
        int size = texts.size();
        float[][] scores = new float[size][];
        int[] baseline = new int[size];
        IntStream.range(0, folds).parallel().forEach(k -> {
            int[] inside = IntStream.range(0, size).filter(i -> fold[i] != k).toArray();
            Fit fit = fit(inside);
            NaiveBayes bayes = new NaiveBayes(
                    labels.size(),
                    Arrays.stream(inside).mapToObj(i -> texts.get(i).prompt()).toList(),
                    Arrays.stream(inside).map(i -> truth[i]).toArray());
            for (int i = 0; i < size; i++) {
                if (fold[i] == k) {
                    float[] answer = new float[labels.size()];
                    fit.model().scores(fit.vocabulary().vector(features.get(i)), answer);
                    scores[i] = answer;
                    baseline[i] = bayes.classify(texts.get(i).prompt());
                }
            }
        });
        double temperature = Temperature.fit(scores, truth);
        int[] answers = new int[size];
        double[] confidences = new double[size];
        for (int i = 0; i < size; i++) {
            SoftmaxModel.softmax(scores[i], temperature);
            answers[i] = SoftmaxModel.best(scores[i]);
            confidences[i] = Math.min(1, scores[i][answers[i]]);
        }
        return new Folds(labels, truth, answers, confidences, baseline, temperature);
    }

    /** Fits a model to all texts. */
    public TextModel train(double temperature) {
        Fit fit = fit(IntStream.range(0, texts.size()).toArray());
        WeightBytes.round(fit.model().weights(), labels.size());
        return new TextModel(labels, fit.vocabulary(), fit.model(), temperature);
    }

    private record Fit(Vocabulary vocabulary, SoftmaxModel model) {}

    private Fit fit(int[] inside) {
        List<long[]> chosen = Arrays.stream(inside).mapToObj(features::get).toList();
        int most = Math.min(MAX_FEATURES, MAX_WEIGHTS / labels.size());
        Vocabulary vocabulary = Vocabulary.of(chosen, inside.length < FEW ? 1 : 2, most);
        List<SparseVector> vectors = chosen.stream().map(vocabulary::vector).toList();
        int[] classes = Arrays.stream(inside).map(i -> truth[i]).toArray();
        SoftmaxModel model = SoftmaxModel.fit(
                vectors, classes, labels.size(), vocabulary.size(), EPOCHS, new SplittableRandom(seed));
        return new Fit(vocabulary, model);
    }

    /** Deals the texts out to folds, class by class; copies of a text stay together, or a fold would know them. */
    private int[] folds(int number) {
        Map<String, List<Integer>> copies = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            copies.computeIfAbsent(texts.get(i).prompt().strip(), text -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, List<List<Integer>>> byClass = new TreeMap<>();
        copies.values()
                .forEach(group -> byClass.computeIfAbsent(truth[group.get(0)], any -> new ArrayList<>())
                        .add(group));
        Random random = new Random(seed);
        int[] fold = new int[texts.size()];
        int dealt = 0;
        for (List<List<Integer>> groups : byClass.values()) {
            Collections.shuffle(groups, random);
            for (List<Integer> group : groups) {
                int to = dealt++ % number;
                group.forEach(i -> fold[i] = to);
            }
        }
        return fold;
    }
}
