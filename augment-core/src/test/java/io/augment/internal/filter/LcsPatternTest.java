package io.augment.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LcsPatternTest {
    @ParameterizedTest
    @CsvSource({"500, 64, 4", "300, 300, 20", "3, 9000, 3", "2, 9000, 3000"})
    void findsTheLengthThatTheTableFinds(int rounds, int longest, int vocabulary) {
        Random random = new Random(91);
        LcsPattern pattern = new LcsPattern();
        for (int round = 0; round < rounds; round++) {
            int[] one = random.ints(1 + longest - random.nextInt(1 + longest / 2), 0, vocabulary)
                    .toArray();
            pattern.set(one, 0, one.length, vocabulary);
            for (int text = 0; text < 2; text++) {
                int[] other =
                        random.ints(random.nextInt(longest), 0, vocabulary).toArray();
                assertThat(pattern.lcs(other, 0, other.length)).isEqualTo(table(one, other));
            }
        }
    }

    private static int table(int[] one, int[] other) {
        int[] row = new int[other.length + 1];
        for (int token : one) {
            int diagonal = 0;
            for (int k = 1; k < row.length; k++) {
                int above = row[k];
                row[k] = token == other[k - 1] ? diagonal + 1 : Math.max(above, row[k - 1]);
                diagonal = above;
            }
        }
        return row[other.length];
    }
}
