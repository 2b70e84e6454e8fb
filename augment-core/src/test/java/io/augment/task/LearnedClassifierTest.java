package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Instruction;
import io.augment.internal.check.HumanPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedClassifierTest {
    @TempDir
    private Path temp;

    /** Returns instructions of three kinds, in English and Chinese, whose words are drawn at random. */
    static List<Instruction> labeled(int number, long seed) {
        String[][] kinds = {
            {"Math", "Calculate %s plus %s.", "How much is %s times %s?", "计算%s加%s等于多少。"},
            {"Writing", "Write a story about %s and %s.", "Compose a poem on %s and %s.", "写一个关于%s和%s的故事。"},
            {"Multilingual", "Translate %s and %s into French.", "How do you say %s or %s in German?", "把%s和%s翻译成英文。"}
        };
        String[] words = {"seven", "a fox", "rain", "twelve", "the sea", "nine", "a boat", "snow", "forty", "a bell"};
        Random random = new Random(seed);
        List<Instruction> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String[] kind = kinds[random.nextInt(kinds.length)];
            String text = String.format(
                    kind[1 + random.nextInt(3)],
                    words[random.nextInt(words.length)],
                    words[random.nextInt(words.length)]);
            all.add(Instruction.builder(text + " " + i).task(kind[0]).build());
        }
        return all;
    }

    @Test
    void learnsKindsAndIsSureOfThem() {
        LearnedClassifier classifier = ClassifierTrainer.create().train(labeled(150, 1));
        assertThat(classifier.labels()).containsExactly("Math", "Multilingual", "Writing");
        assertThat(classifier.crossValidation().accuracy()).isGreaterThan(0.95);
        assertThat(classifier.crossValidation().macroF1()).isGreaterThan(0.95);
        TaskLabel label = classifier.classify(Instruction.of("Write a story about an owl and a mouse."));
        assertThat(label.task()).isEqualTo("Writing");
        assertThat(label.confidence()).isGreaterThan(0.7);
        assertThat(classifier.classify(Instruction.of("把猫和狗翻译成英文。")).task()).isEqualTo("Multilingual");
    }

    @Test
    void answersOthersBelowItsThreshold() {
        LearnedClassifier sure = ClassifierTrainer.create().train(labeled(90, 2));
        Instruction foreign = Instruction.of("Wie spät ist es?");
        double confidence = sure.classify(foreign).confidence();
        TaskLabel label = sure.othersBelow(Math.min(1, confidence + 0.01)).classify(foreign);
        assertThat(label.task()).isEqualTo(TaskTypes.OTHERS);
        assertThatThrownBy(() -> sure.othersBelow(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheSameAfterItWasSaved() {
        LearnedClassifier classifier =
                ClassifierTrainer.create().train(labeled(120, 3)).othersBelow(0.4);
        Path file = temp.resolve("tasks.model");
        classifier.save(file);
        LearnedClassifier read = LearnedClassifier.load(file);
        for (Instruction instruction : labeled(200, 4)) {
            assertThat(read.classify(instruction)).isEqualTo(classifier.classify(instruction));
        }
        assertThat(read.name()).isEqualTo(classifier.name());
        assertThat(read.crossValidation().toString().replaceAll("Calibration@\\w+", ""))
                .isEqualTo(classifier.crossValidation().toString().replaceAll("Calibration@\\w+", ""));
        assertThat(read.crossValidation().calibration().error())
                .isEqualTo(classifier.crossValidation().calibration().error());
        assertThat(temp).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }

    @Test
    void isTheSameForTheSameSeed() throws IOException {
        ClassifierTrainer.create().seed(5).train(labeled(80, 5)).save(temp.resolve("a"));
        ClassifierTrainer.create().seed(5).train(labeled(80, 5)).save(temp.resolve("b"));
        assertThat(temp.resolve("a")).hasSameBinaryContentAs(temp.resolve("b"));
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        Path file = temp.resolve("tasks.model");
        ClassifierTrainer.create().train(labeled(60, 6)).save(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(6);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 2 == 1) {
                // Not within the packed file's head, whose time and system nobody reads.
                damaged[10 + random.nextInt(whole.length - 10)] ^= (byte) (1 << random.nextInt(8));
            }
            Path broken = Files.write(temp.resolve("broken" + i), damaged);
            assertThatThrownBy(() -> LearnedClassifier.load(broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(broken.toString());
        }
        Path text = Files.writeString(temp.resolve("text"), "not a model");
        assertThatThrownBy(() -> LearnedClassifier.load(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LearnedClassifier.load(temp.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void needsSomethingToLearnFrom() {
        ClassifierTrainer trainer = ClassifierTrainer.create();
        assertThatThrownBy(() -> trainer.train(List.of())).hasMessageContaining("at least 5 instructions");
        List<Instruction> one = labeled(20, 7).stream()
                .map(text -> text.toBuilder().task("Math").build())
                .toList();
        assertThatThrownBy(() -> trainer.train(one)).hasMessageContaining("2 or more task types");
        assertThatThrownBy(() -> trainer.folds(1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Copies of a text on both sides of a fold would make any classifier look good. */
    @Test
    void keepsCopiesOfATextInOneFold() {
        Random random = new Random(8);
        List<Instruction> noise = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = Long.toString(random.nextLong(), 36) + " " + Long.toString(random.nextLong(), 36);
            String task = random.nextBoolean() ? "A" : "B";
            noise.add(Instruction.builder(text).task(task).build());
            noise.add(Instruction.builder(text).task(task).build());
        }
        assertThat(ClassifierTrainer.create().train(noise).crossValidation().accuracy())
                .isLessThan(0.75);
    }

    @Test
    void beatsNaiveBayesOnTheSameFolds() throws IOException {
        List<Instruction> definitions = new ArrayList<>();
        for (String line : Files.readAllLines(HumanPairs.shared("super_ni/split_dev.jsonl"))) {
            JsonNode row = new ObjectMapper().readTree(line);
            definitions.add(Instruction.builder(row.get("definition").asText())
                    .task(row.get("category").asText())
                    .build());
        }
        CrossValidation figures = ClassifierTrainer.create().train(definitions).crossValidation();
        System.out.printf(
                "learned classifier on %d definitions: accuracy %.3f, macro F1 %.3f; naive Bayes %.3f, %.3f; %s%n",
                definitions.size(),
                figures.accuracy(),
                figures.macroF1(),
                figures.baselineAccuracy(),
                figures.baselineMacroF1(),
                figures.calibration());
        assertThat(figures.accuracy()).isGreaterThan(figures.baselineAccuracy() + 0.05);
        assertThat(figures.macroF1()).isGreaterThan(figures.baselineMacroF1() + 0.1);
        assertThat(figures.calibration().error()).isLessThan(0.1);
    }
}
