package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.augment.Instruction;
import io.augment.internal.task.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskSamplerTest {
    private static final String[] WORDS = {
        "river", "stone", "cloud", "music", "engine", "paper", "winter", "market", "orange", "bridge", "signal",
        "garden"
    };

    private static Instruction instruction(String task, int number, Random random) {
        StringBuilder text = new StringBuilder("Tell about");
        int words = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 12);
        for (int i = 0; i < words; i++) {
            text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return Instruction.builder(text + " " + number)
                .id(task + number)
                .task(task)
                .build();
    }

    private static List<Instruction> records(Map<String, Integer> counts, Random random) {
        List<Instruction> all = new ArrayList<>();
        counts.forEach((task, count) -> {
            for (int i = 0; i < count; i++) {
                all.add(instruction(task, i, random));
            }
        });
        Collections.shuffle(all, random);
        return all;
    }

    private static Map<String, Integer> count(List<Instruction> records) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        records.forEach(record -> counts.merge(String.valueOf(record.task()), 1, Integer::sum));
        return counts;
    }

    private static TaskMix mix(Random random, Map<String, Integer> counts) {
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.keySet().forEach(task -> shares.put(task, 0.01 + random.nextDouble()));
        return switch (random.nextInt(6)) {
            case 0 -> TaskMix.pai();
            case 1 -> TaskMix.uniform();
            case 2 -> TaskMix.asIs();
            case 3 -> TaskMix.squareRoot();
            case 4 -> TaskMix.smoothed(3);
            default -> TaskMix.of(shares);
        };
    }

    @RepeatedTest(25)
    void takesWhatThePlanSaysWithoutRepeatsAndTheSameForTheSameSeed(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String task : TaskTypes.names()) {
            if (random.nextInt(3) > 0) {
                counts.put(task, 1 + random.nextInt(random.nextBoolean() ? 4 : 120));
            }
        }
        counts.put("Math", 1 + random.nextInt(600));
        List<Instruction> records = records(counts, random);
        int wanted = 1 + random.nextInt(records.size() + 20);
        TaskSampler sampler =
                TaskSampler.of(mix(random, counts), wanted).spread(SampleSpread.values()[random.nextInt(3)]);

        TaskSample sample = sampler.draw(records.iterator(), 11);

        assertThat(sample.taken()).hasSize(Math.min(wanted, records.size())).doesNotHaveDuplicates();
        Map<String, Integer> taken = count(sample.taken());
        sample.plan()
                .rows()
                .forEach(row -> assertThat(taken.getOrDefault(row.task(), 0))
                        .as(row.task())
                        .isEqualTo(row.taken()));
        assertThat(sample.plan().takenByTask()).isEqualTo(sampler.mix().plan(count(records), wanted));
        assertThat(sampler.draw(records.iterator(), 11).taken()).isEqualTo(sample.taken());
        Set<Instruction> all = new HashSet<>(records);
        assertThat(all).containsAll(sample.taken());
    }

    @Test
    void leavesGapsForGenerationWhereToldSo() {
        Map<String, Integer> counts = Map.of("Math", 90, "Law", 4);
        TaskSampler sampler = TaskSampler.of(TaskMix.uniform(), 40).leavingGaps();
        TaskSample sample = sampler.draw(records(counts, new Random(1)).iterator(), 0);
        assertThat(count(sample.taken())).isEqualTo(Map.of("Math", 20, "Law", 4));
        assertThat(sample.plan().demand()).isEqualTo(Map.of("Law", 16));
        assertThat(TaskMix.uniform().demand(counts, 40)).isEqualTo(Map.of("Law", 16));
    }

    @Test
    void showsAPlanBeforeAnythingIsRead() {
        SamplePlan plan = SamplePlan.of(TaskMix.pai(), Map.of("Math", 900, "Writing", 40), 500);
        assertThat(plan.taken()).isEqualTo(500);
        assertThat(plan.takenByTask()).isEqualTo(Map.of("Math", 460, "Writing", 40));
        assertThat(plan.demand()).isEqualTo(Map.of("Writing", 6));
        assertThat(plan.balanceBefore()).isLessThan(plan.balanceAfter());
        assertThat(SamplePlan.balance(List.of(5, 5, 5))).isCloseTo(1, within(1e-9));
        assertThat(SamplePlan.balance(List.of(5, 0, 0))).isZero();
    }

    /** What is held must not grow with the input, in whatever order the task types come. */
    @ParameterizedTest
    @EnumSource(SampleSpread.class)
    void holdsNoMoreThanTheSampleMayNeed(SampleSpread spread) {
        int wanted = 50;
        TaskSampler sampler = TaskSampler.of(TaskMix.uniform(), wanted).spread(spread);
        for (boolean sorted : new boolean[] {true, false}) {
            Draw<Instruction> draw = new Draw<>(sampler, record -> record, 3);
            Random random = new Random(3);
            int most = 0;
            for (int i = 0; i < 12_000; i++) {
                String task = TaskTypes.names().get(sorted ? i / 1_200 : random.nextInt(10));
                draw.offer(Instruction.builder("Tell about " + WORDS[i % WORDS.length] + " " + i)
                        .id("r" + i)
                        .task(task)
                        .build());
                most = Math.max(most, draw.held());
            }
            assertThat(most).isLessThanOrEqualTo(1_100);
            assertThat(draw.finish().stream().filter(Draw.Drawn::taken)).hasSize(wanted);
        }
    }

    @Test
    void everyRecordHasTheSameChanceAtRandom() {
        int[] hits = new int[20];
        List<Instruction> records = IntStream.range(0, 20)
                .mapToObj(i ->
                        Instruction.builder("Text " + i).id("" + i).task("Math").build())
                .toList();
        for (int seed = 0; seed < 800; seed++) {
            TaskSampler.of(TaskMix.pai(), 5)
                    .spread(SampleSpread.RANDOM)
                    .draw(records.iterator(), seed)
                    .taken()
                    .forEach(record -> hits[Integer.parseInt(record.id())]++);
        }
        // 200 expected, standard deviation about 12.
        assertThat(Arrays.stream(hits).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(140, 260));
    }

    @Test
    void diverseRecordsCoverMoreWordsAndLengthsThanTheFirstOnes() {
        Random random = new Random(4);
        List<Instruction> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String text = i < 250
                    ? "Name a fact about the river " + (i % 3 == 0 ? "again " : "") + i
                    : "Describe how " + WORDS[random.nextInt(12)] + " and " + WORDS[random.nextInt(12)] + " "
                            + "differ in detail ".repeat(1 + i % 7) + i;
            records.add(Instruction.builder(text).id("" + i).task("Math").build());
        }
        TaskSample diverse = TaskSampler.of(TaskMix.pai(), 30).draw(records.iterator(), 1);
        assertThat(words(diverse.taken())).isGreaterThan(words(records.subList(0, 30)));
        TaskSample random30 =
                TaskSampler.of(TaskMix.pai(), 30).spread(SampleSpread.RANDOM).draw(records.iterator(), 1);
        assertThat(words(diverse.taken())).isGreaterThan(words(random30.taken()));
        assertThat(longOnes(diverse.taken())).isGreaterThan(longOnes(random30.taken()));
    }

    private static long words(List<Instruction> records) {
        return records.stream()
                .flatMap(record -> List.of(record.text().split(" ")).stream())
                .filter(word -> !word.matches("\\d+"))
                .distinct()
                .count();
    }

    private static long longOnes(List<Instruction> records) {
        return records.stream().filter(record -> record.text().length() > 60).count();
    }

    @Test
    void lengthsFollowANormalDistribution() {
        List<Instruction> records = IntStream.range(0, 2_000)
                .mapToObj(i -> Instruction.builder("a".repeat((int) Math.exp(1.5 + 5.0 * i / 2_000)) + " " + i)
                        .id("" + i)
                        .task("Math")
                        .build())
                .toList();
        double[] z = standardized(
                TaskSampler.of(TaskMix.pai(), 200)
                        .spread(SampleSpread.LENGTH_NORMAL)
                        .draw(records.iterator(), 1)
                        .taken(),
                records);
        long within =
                IntStream.range(0, z.length).filter(i -> Math.abs(z[i]) < 1).count();
        // Of a normal curve that is cut off where the supply ends, at 1.7 standard deviations, 75 % lie within one; of
        // the supply 58 %.
        assertThat(within / (double) z.length).isBetween(0.66, 0.84);
    }

    private static double[] standardized(List<Instruction> taken, List<Instruction> of) {
        double[] lengths = of.stream()
                .mapToDouble(record -> Math.log(1 + record.text().length()))
                .toArray();
        double mean = Arrays.stream(lengths).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(lengths)
                .map(length -> (length - mean) * (length - mean))
                .average()
                .orElse(1));
        return taken.stream()
                .mapToDouble(record -> (Math.log(1 + record.text().length()) - mean) / deviation)
                .toArray();
    }

    @RepeatedTest(20)
    void keepsLanguageQuotasWhereTheRecordsAllow(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Instruction> records = new ArrayList<>();
        for (String task : List.of("Math", "Law", "Music")) {
            for (String language : List.of("en", "zh", "de")) {
                int count = 30 + random.nextInt(60);
                for (int i = 0; i < count; i++) {
                    records.add(instruction(task, records.size(), random).toBuilder()
                            .language(language)
                            .build());
                }
            }
        }
        Collections.shuffle(records, random);
        TaskSample sample = TaskSampler.of(TaskMix.uniform(), 60)
                .languages(Map.of("en", 2, "zh", 1))
                .draw(records.iterator(), 1);
        assertThat(count(sample.taken())).isEqualTo(Map.of("Math", 20, "Law", 20, "Music", 20));
        assertThat(sample.taken())
                .filteredOn(one -> "en".equals(one.language()))
                .hasSize(40);
        assertThat(sample.taken())
                .filteredOn(one -> "zh".equals(one.language()))
                .hasSize(20);
    }

    /** One task type has one language only, so that the others must make up for it. */
    @Test
    void makesUpForALanguageThatATaskTypeLacks() {
        Random random = new Random(9);
        List<Instruction> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String task = List.of("Math", "Law", "Music").get(i % 3);
            String language = task.equals("Math") || i % 2 == 0 ? "en" : "zh";
            records.add(
                    instruction(task, i, random).toBuilder().language(language).build());
        }
        TaskSample sample = TaskSampler.of(TaskMix.uniform(), 60)
                .languages(Map.of("en", 1, "zh", 1))
                .draw(records.iterator(), 1);
        assertThat(sample.taken())
                .filteredOn(one -> "zh".equals(one.language()))
                .hasSize(30);
    }

    @Test
    void refusesWhatMakesNoSample() {
        TaskSampler sampler = TaskSampler.of(TaskMix.pai(), 5);
        assertThatThrownBy(() -> TaskSampler.of(TaskMix.pai(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sampler.languages(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sampler.languages(Map.of("en", -1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaskMix.smoothed(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sampler.draw(Collections.emptyIterator(), 0).taken()).isEmpty();
    }
}
