package io.augment.local.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final float[] SCORES = {1f, 3f, 2f, -4f, 3f};
    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @Test
    void takesTheBestTokenAtTemperatureZero() {
        assertThat(new Sampler(SamplerSettings.greedy(), new int[0]).choose(SCORES.clone()))
                .isEqualTo(1);
        float[] masked = {NEVER, NEVER, -70f, NEVER, -71f};
        assertThat(new Sampler(SamplerSettings.greedy(), new int[0]).choose(masked))
                .isEqualTo(2);
    }

    @Test
    void drawsByProbability() {
        int[] counts = new int[SCORES.length];
        Sampler sampler = new Sampler(settings(1, 0, 1, 0, 5), new int[0]);
        for (int i = 0; i < 20_000; i++) {
            counts[sampler.choose(SCORES.clone())]++;
        }
        LogProbabilities exact = LogProbabilities.of(SCORES);
        for (int id = 0; id < counts.length; id++) {
            assertThat(counts[id] / 20_000.0).isCloseTo(Math.exp(exact.of(id)), within(0.015));
        }
    }

    @Test
    void dependsOnItsSeedAlone() {
        List<Integer> first = draws(settings(1.5, 0, 0.9, 0, 11), 50);
        assertThat(draws(settings(1.5, 0, 0.9, 0, 11), 50)).isEqualTo(first);
        assertThat(draws(settings(1.5, 0, 0.9, 0, 12), 50)).isNotEqualTo(first);
    }

    @Test
    void keepsToTheTokensThatAPlainDefinitionKeeps() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            float[] scores = new float[2 + random.nextInt(200)];
            for (int id = 0; id < scores.length; id++) {
                scores[id] = random.nextInt(6) == 0 ? NEVER : (float) (Math.rint(random.nextGaussian() * 8) / 4);
            }
            scores[random.nextInt(scores.length)] = 4;
            SamplerSettings settings = settings(
                    0.5 + random.nextDouble(),
                    random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(20),
                    random.nextInt(3) == 0 ? 1 : 0.05 + 0.9 * random.nextDouble(),
                    random.nextInt(3) == 0 ? 0 : random.nextDouble() / 2,
                    round);
            Set<Integer> allowed = allowed(scores, settings);
            Sampler sampler = new Sampler(settings, new int[0]);
            Set<Integer> drawn = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                drawn.add(sampler.choose(scores.clone()));
            }
            assertThat(allowed).as(settings.toString()).containsAll(drawn);
            if (allowed.size() <= 2) {
                assertThat(drawn).hasSize(allowed.size());
            }
        }
    }

    /** What may be drawn, by full sorting. */
    private static Set<Integer> allowed(float[] scores, SamplerSettings settings) {
        double high = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i])
                .max()
                .orElseThrow();
        double[] weights = IntStream.range(0, scores.length)
                .mapToDouble(i -> Math.exp((scores[i] - high) / settings.temperature()))
                .toArray();
        List<Integer> order = IntStream.range(0, scores.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]).thenComparing(i -> i))
                .limit(settings.topK() == 0 ? scores.length : settings.topK())
                .toList();
        double sum = order.stream().mapToDouble(i -> weights[i]).sum();
        Set<Integer> kept = new HashSet<>();
        double reached = 0;
        for (int id : order) {
            // The last token may or may not be needed where the share is reached but for rounding.
            if (reached < settings.topP() * sum + 1e-9 && weights[id] >= settings.minP()) {
                kept.add(id);
            }
            reached += weights[id];
        }
        return kept;
    }

    @Test
    void penalizesWhatWasSaid() {
        SamplerSettings frequency = new SamplerSettings(0, 0, 1, 0, 1, 0.6, 0, 1);
        Sampler sampler = new Sampler(frequency, new int[] {1});
        assertThat(IntStream.range(0, 4)
                        .map(i -> sampler.choose(SCORES.clone()))
                        .boxed()
                        .toList())
                .containsExactly(1, 4, 1, 4);
        SamplerSettings presence = new SamplerSettings(0, 0, 1, 0, 1, 0, 2.5, 1);
        Sampler once = new Sampler(presence, new int[0]);
        assertThat(IntStream.range(0, 4)
                        .map(i -> once.choose(SCORES.clone()))
                        .boxed()
                        .toList())
                .containsExactly(1, 4, 2, 0);
        SamplerSettings repetition = new SamplerSettings(0, 0, 1, 0, 2, 0, 0, 1);
        assertThat(new Sampler(repetition, new int[] {1, 4}).choose(SCORES.clone()))
                .isEqualTo(2);
        float[] negative = {-1f, -1.5f, -9f};
        assertThat(new Sampler(repetition, new int[] {0}).choose(negative)).isEqualTo(1);
    }

    @Test
    void saysThatScoresAreUseless() {
        Sampler sampler = new Sampler(SamplerSettings.greedy(), new int[0]);
        assertThatThrownBy(() -> sampler.choose(new float[] {Float.NaN, NEVER}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no finite score");
        assertThatThrownBy(() -> settings(-1, 0, 1, 0, 0)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> settings(1, 0, 0, 0, 0)).hasMessageContaining("topP");
    }

    @Test
    void givesLogProbabilitiesOfTheWholeVocabulary() {
        LogProbabilities exact = LogProbabilities.of(SCORES);
        double sum = IntStream.range(0, SCORES.length)
                .mapToDouble(id -> Math.exp(exact.of(id)))
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(exact.of(1) - exact.of(2)).isCloseTo(1, within(1e-9));
        assertThat(exact.top(3).stream().map(LogProbabilities.Entry::id)).containsExactly(1, 4, 2);
        assertThat(exact.top(99)).hasSize(5);
        assertThat(exact.top(0)).isEmpty();
        double[] shares = exact.shares(new int[] {1, 2});
        assertThat(shares[0]).isCloseTo(Math.E / (1 + Math.E), within(1e-9));
        assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
    }

    @Test
    void ranksAsSortingDoes() {
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(60);
            int wanted = 1 + random.nextInt(count);
            int[] ids = IntStream.range(0, count).toArray();
            double[] weights = random.doubles(count).map(d -> Math.floor(d * 9)).toArray();
            double[] before = weights.clone();
            List<Integer> expected = Arrays.stream(ids)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -before[i])
                            .thenComparing(i -> i))
                    .limit(wanted)
                    .collect(Collectors.toList());
            Ranking.best(ids, weights, count, wanted);
            assertThat(Arrays.stream(ids).limit(wanted).boxed().toList()).isEqualTo(expected);
        }
    }

    private static List<Integer> draws(SamplerSettings settings, int count) {
        Sampler sampler = new Sampler(settings, new int[0]);
        return IntStream.range(0, count)
                .map(i -> sampler.choose(SCORES.clone()))
                .boxed()
                .toList();
    }

    private static SamplerSettings settings(double temperature, int topK, double topP, double minP, long seed) {
        return new SamplerSettings(temperature, topK, topP, minP, 1, 0, 0, seed);
    }
}
