package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RateGateTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theWaitNamedIsEnoughAndNotTooLong() {
        Random random = new Random(2);
        RateGate gate = new RateGate(50, 5, 6_000, 0);
        long now = 0;
        int admitted = 0;
        long tokens = 0;
        for (int i = 0; i < 20_000; i++) {
            int cost = random.nextInt(60);
            long wait = gate.admit(cost, now);
            if (wait > 0) {
                now += wait; // after the wait it must pass
                assertThat(gate.admit(cost, now + 1)).isZero();
                now++;
            }
            admitted++;
            tokens += cost;
            now += random.nextInt(1_000_000);
        }
        double seconds = now / (double) SECOND;
        assertThat(admitted).isLessThanOrEqualTo((int) (50 * seconds) + 6);
        assertThat(tokens).isLessThanOrEqualTo((long) (100 * seconds) + 6_061);
        assertThat(tokens).isGreaterThan((long) (90 * seconds)); // tokens are what is short here
    }

    @Test
    void aRequestLargerThanTheBucketPassesWhenItIsFull() {
        RateGate gate = new RateGate(Double.POSITIVE_INFINITY, 1, 60, 0);
        assertThat(gate.admit(1_000, 0)).isZero();
        assertThat(gate.admit(1, 0)).isEqualTo(SECOND);
        assertThat(gate.admit(1_000, 60 * SECOND)).isZero();
    }

    @Test
    void theWindowForgetsWhatIsAMinuteOld() {
        TokenWindow window = new TokenWindow(0);
        window.add(10, 0);
        window.add(20, 59 * SECOND);
        assertThat(window.peak()).isEqualTo(30);
        window.add(5, 70 * SECOND);
        assertThat(window.peak()).isEqualTo(30);
        window.add(8, 100 * SECOND);
        assertThat(window.peak()).isEqualTo(33);
        window.add(7, 1_000 * SECOND);
        assertThat(window.peak()).isEqualTo(33);
    }
}
