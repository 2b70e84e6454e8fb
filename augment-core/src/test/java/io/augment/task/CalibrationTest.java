package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** Draws answers whose chance to be right is their confidence plus a shift. */
    private static Calibration drawn(int size, double shift) {
        Random random = new Random(1);
        double[] confidences = new double[size];
        boolean[] right = new boolean[size];
        for (int i = 0; i < size; i++) {
            confidences[i] = 0.3 + 0.5 * random.nextDouble();
            right[i] = random.nextDouble() < confidences[i] + shift;
        }
        return Calibration.of(confidences, right);
    }

    @Test
    void anHonestConfidenceHasLittleErrorAndAShiftedOneThatOfTheShift() {
        assertThat(drawn(20_000, 0).error()).isLessThan(0.02);
        Calibration tooSure = drawn(20_000, -0.15);
        assertThat(tooSure.gap()).isCloseTo(0.15, within(0.01));
        assertThat(tooSure.error()).isCloseTo(0.15, within(0.01));
        assertThat(tooSure.gapInterval()[0]).isLessThan(tooSure.gap());
        assertThat(tooSure.gapInterval()[1]).isGreaterThan(tooSure.gap());
        assertThat(tooSure.toString()).contains("calibration error 0.1");
    }

    @Test
    void tellsWhatHelpBelowAConfidenceIsWorth() {
        Calibration calibration =
                Calibration.of(new double[] {0.9, 0.2, 0.6, 0.4}, new boolean[] {true, false, false, true});
        assertThat(calibration.accuracy()).isEqualTo(0.5);
        assertThat(calibration.shareBelow(0.5)).isEqualTo(0.5);
        assertThat(calibration.accuracyWithHelpBelow(0.5)).isEqualTo(0.75);
        assertThat(calibration.accuracyWithHelpBelow(1)).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> Calibration.of(new double[0], new boolean[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Calibration.of(new double[] {2}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
