package io.augment.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandingTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 0.6, 0.7, 0.8, 0.95, 1})
    void findsNearlyAllPairsAboveTheThreshold(double threshold) {
        Banding banding = Banding.forThreshold(threshold);

        assertThat(banding.length()).isLessThanOrEqualTo(Banding.PERMUTATIONS);
        assertThat(banding.recall(threshold)).isGreaterThan(0.9);
        Banding oneRowMore = new Banding(Banding.PERMUTATIONS / (banding.rows() + 1), banding.rows() + 1);
        assertThat(threshold == 1 || oneRowMore.recall(threshold) < 0.97).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    void signaturesAgreeAsOftenAsSetsAreSimilar(double similarity) {
        Random random = new Random(18);
        MinHasher hasher = new MinHasher(Banding.PERMUTATIONS);
        int size = 60;
        int shared = (int) Math.round(2 * size * similarity / (1 + similarity));
        double expected = shared / (2.0 * size - shared);
        int agree = 0;
        int bits = 0;
        int rounds = 2_000;
        for (int round = 0; round < rounds; round++) {
            int[] one = random.ints(size).toArray();
            int[] other = random.ints(size).toArray();
            System.arraycopy(one, 0, other, 0, shared);
            int[] first = hasher.newSignature();
            int[] second = hasher.newSignature();
            hasher.sign(one, size, first);
            hasher.sign(other, size, second);
            for (int i = 0; i < Banding.PERMUTATIONS; i++) {
                agree += first[i] == second[i] ? 1 : 0;
            }
            bits += Long.bitCount(MinHasher.sketch(first) ^ MinHasher.sketch(second));
        }
        double pairs = rounds * (double) Banding.PERMUTATIONS;
        assertThat(agree / pairs).isCloseTo(expected, within(0.01));
        assertThat(bits / pairs).isCloseTo((1 - expected) / 2, within(0.01));
    }
}
