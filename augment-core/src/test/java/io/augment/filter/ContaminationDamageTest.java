package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.Instruction;
import io.augment.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plants damaged benchmark items in records, and records that only share the benchmarks' phrases. */
class ContaminationDamageTest {
    private static final List<String> NAMES =
            List.of("gsm8k", "humaneval", "ifeval", "mt_bench", "object_counting", "date_understanding");

    private static @Nullable Contamination real;

    /** Items of our own, with the habits of benchmarks: short and long, with numbers, with shared phrases. */
    private static List<String> ownItems() {
        Random random = new Random(31);
        String[] things = {"apples", "tickets", "stamps", "lanterns", "marbles", "ropes", "kettles", "coins", "hinges"};
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            items.add("%s has %d %s and buys %d more on day %d of the fair in %s. How many %s does %s have now?"
                    .formatted(
                            name(i),
                            2 + random.nextInt(80),
                            things[i % things.length],
                            3 + random.nextInt(50),
                            1 + random.nextInt(9),
                            name(i + 100),
                            things[i % things.length],
                            name(i)));
            items.add("Write about " + TestRecords.words(random, 500, 6) + " as " + name(i + 200)
                    + " would. Answer in two paragraphs and mark three words in bold.");
            items.add("Who taught " + name(i + 300) + " the art of " + name(i + 400) + "?");
        }
        return items;
    }

    private static String name(int number) {
        String[] parts = {"ba", "ro", "ti", "mel", "dor", "as", "un", "ke", "vi", "lo"};
        return ("X" + parts[number % 10] + parts[number / 10 % 10] + parts[number / 100 % 10] + parts[number * 7 % 10]);
    }

    private static double missed(Contamination filter, List<String> items, Damages.Damage damage) {
        Contamination.Detector detector = filter.detector();
        Random random = new Random(32);
        int missed = 0;
        for (String item : items) {
            String damaged = damage.apply(item, random);
            Instruction record =
                    random.nextBoolean() ? Instruction.of(damaged) : TestRecords.pair("Go on.", "", "Sure. " + damaged);
            missed += detector.find(record) == null ? 1 : 0;
        }
        return missed / (double) items.size();
    }

    private static Contamination own() {
        return Filters.contamination(
                Source.of(ownItems().stream().map(Instruction::of).toList()));
    }

    @ParameterizedTest
    @EnumSource(Damages.Faithful.class)
    void findsAllThatIsOnlyDressedUp(Damages.Faithful damage) {
        assertThat(missed(own(), ownItems(), damage)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Damages.Interleaved.class)
    void findsAllThatIsMixedWithOtherText(Damages.Interleaved damage) {
        List<String> items =
                ownItems().stream().filter(item -> !item.startsWith("Who")).toList();
        assertThat(missed(own(), items, damage)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Damages.Reworded.class)
    void findsMostOfWhatIsReworded(Damages.Reworded damage) {
        List<String> items =
                ownItems().stream().filter(item -> !item.startsWith("Who")).toList();
        double most = damage == Damages.Reworded.ONE_WORD_IN_SEVEN ? 0.25 : 0.12;
        assertThat(missed(own(), items, damage)).isLessThan(most);
    }

    @ParameterizedTest
    @EnumSource(Damages.Place.class)
    void findsThemInAnyPlace(Damages.Place place) {
        Contamination.Detector detector = own().detector();
        List<String> items =
                ownItems().stream().filter(item -> !item.startsWith("Who")).toList();
        assertThat(items)
                .allSatisfy(item -> assertThat(detector.find(place.put(item))).isNotNull());
    }

    @Test
    void takesFewOtherWordsOfALongItemForTheItemButNotOfAShortOne() {
        String list = "I have a lantern, two ropes, a kettle, a hinge, three stamps, a marble, and a coin."
                + " How many things do I have?";
        String pair = "I have a lantern, and a coin. How many things do I have?";
        List<Instruction> items = new ArrayList<>(List.of(Instruction.of(list), Instruction.of(pair)));
        for (String other : List.of("ticket", "stove", "flute", "goat", "plum", "yam", "drum", "lamp", "car", "bed")) {
            items.add(Instruction.of(
                    "I have a %s, a hinge, a rope, and two %ss. How many things do I have?".formatted(other, other)));
        }
        Contamination.Detector detector =
                Filters.contamination(Source.of(items)).detector();

        assertThat(detector.find(Instruction.of(list.replace("hinge", "bicycle").replace("marble", "pencil"))))
                .isNotNull();
        assertThat(detector.find(Instruction.of(pair.replace("lantern", "bicycle"))))
                .isNull();
        assertThat(detector.find(
                        Instruction.of("I have a hammer, two saws, a bicycle, a pencil, three forks, a book, and a cup."
                                + " How many things do I have?")))
                .isNull();
    }

    @Test
    void countsTheChoicesOfAQuestionThatSaysLittle() {
        String choices = "\nOptions:\n(A) the heron of Lake Orla\n(B) a barge laden with salt\n(C) nine silent monks";
        List<Instruction> items = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            items.add(Instruction.of("Which of these would you expect to see on the river in the month of " + name(i)
                    + "?" + (i == 7 ? choices : "")));
        }
        Contamination.Detector detector =
                Filters.contamination(Source.of(items)).detector();
        String question = items.get(7).text();

        assertThat(detector.find(Instruction.of(question.replace("month of " + name(7), "days of spring"))))
                .isNotNull();
        assertThat(detector.find(Instruction.of(question.substring(0, question.indexOf("month")) + "days of spring?")))
                .isNull();
    }

    @Test
    void leavesOwnLookAlikes() {
        assertThat(flagged(own(), lookAlikes(ownItems()))).isZero();
    }

    @Test
    void findsEveryItemOfTheRealBenchmarksHoweverItIsDressed() {
        Contamination filter = real();
        Map<String, Double> missed = new HashMap<>();
        for (Damages.Faithful damage : Damages.Faithful.values()) {
            missed.put(damage.name(), missed(filter, every(realItems(), 11), damage));
        }
        assertThat(missed.values()).allSatisfy(share -> assertThat(share).isZero());
    }

    @Test
    void findsItemsOfTheRealBenchmarksThatAreMixedOrReworded() {
        Contamination filter = real();
        for (Damages.Interleaved damage : Damages.Interleaved.values()) {
            assertThat(missed(filter, every(realItems(), 11), damage))
                    .as("%s", damage)
                    .isLessThan(0.01);
        }
        for (Damages.Reworded damage : Damages.Reworded.values()) {
            assertThat(missed(filter, every(realItems(), 11), damage))
                    .as("%s", damage)
                    .isLessThan(damage == Damages.Reworded.ONE_WORD_IN_SEVEN ? 0.08 : 0.04);
        }
    }

    @Test
    void leavesRecordsThatShareThePhrasesOfRealBenchmarks() {
        Contamination filter = real();
        // Items of date_understanding share whole questions: what keeps those is no innocent.
        for (String name : NAMES.subList(0, NAMES.indexOf("date_understanding"))) {
            assertThat(flagged(filter, lookAlikes(realItems(name)))).as(name).isLessThan(0.02);
        }
    }

    private static double flagged(Contamination filter, List<String> innocents) {
        Contamination.Detector detector = filter.detector();
        long found = innocents.stream()
                .filter(text -> detector.find(Instruction.of(text)) != null)
                .count();
        return found / (double) Math.max(1, innocents.size());
    }

    /** Keeps the runs of four words that several items share, and puts words of other texts in place of all else. */
    private static List<String> lookAlikes(List<String> items) {
        int width = 4;
        Random random = new Random(33);
        Map<List<String>, Integer> having = new HashMap<>();
        for (String item : items) {
            List<String> words = Arrays.asList(item.split("\\s+"));
            Set<List<String>> runs = new HashSet<>();
            for (int i = 0; i + width <= words.size(); i++) {
                runs.add(words.subList(i, i + width));
            }
            runs.forEach(run -> having.merge(run, 1, Integer::sum));
        }
        List<String> alike = new ArrayList<>();
        for (String item : items) {
            List<String> words = Arrays.asList(item.split("\\s+"));
            String[] changed = TestRecords.words(random, 3_000, words.size()).split(" ");
            int kept = 0;
            for (int i = 0; i + width <= words.size(); i++) {
                if (having.get(words.subList(i, i + width)) >= 5) {
                    for (int k = i; k < i + width; k++) {
                        kept += changed[k].equals(words.get(k)) ? 0 : 1;
                        changed[k] = words.get(k);
                    }
                }
            }
            if (kept >= width && kept < 0.7 * words.size()) {
                alike.add(String.join(" ", changed));
            }
        }
        return alike;
    }

    private static List<String> every(List<String> items, int step) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < items.size(); i += step) {
            some.add(items.get(i));
        }
        return some;
    }

    private static List<Path> files() {
        return List.of(
                TestRecords.shared("bench_gsm8k/test.jsonl"),
                TestRecords.shared("bench_humaneval/HumanEval.jsonl"),
                TestRecords.shared("ifeval/input_data.jsonl"),
                TestRecords.shared("mt_bench/question.jsonl"),
                TestRecords.shared("bench_bbh/object_counting.json"),
                TestRecords.shared("bench_bbh/date_understanding.json"));
    }

    /** Builds the index of the real benchmarks once for all tests. */
    private static synchronized Contamination real() {
        Contamination filter = real;
        if (filter == null) {
            List<Path> paths = new ArrayList<>(files());
            paths.add(TestRecords.shared("bench_mmlu"));
            filter = Filters.contamination(paths.toArray(Path[]::new));
            real = filter;
        }
        return filter;
    }

    private static List<String> realItems() {
        return NAMES.stream().flatMap(name -> realItems(name).stream()).toList();
    }

    private static List<String> realItems(String name) {
        Path file = files().get(NAMES.indexOf(name));
        List<String> texts = new ArrayList<>();
        for (JsonNode row : rows(file)) {
            if (row.has("turns")) {
                texts.add(row.get("turns").get(0).asText());
            } else {
                texts.add(row.path("question")
                        .asText(row.path("prompt").asText(row.path("input").asText())));
            }
        }
        return texts;
    }

    private static List<JsonNode> rows(Path file) {
        try {
            String text = Files.readString(file);
            if (file.toString().endsWith(".json")) {
                List<JsonNode> examples = new ArrayList<>();
                TestRecords.JSON.readTree(text).get("examples").forEach(examples::add);
                return examples;
            }
            List<JsonNode> rows = new ArrayList<>();
            for (String line : text.split("\n")) {
                rows.add(TestRecords.JSON.readTree(line));
            }
            return rows;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
