package io.augment.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.RateLimitException;
import io.augment.chat.ServerErrorException;
import io.augment.run.StopReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final int DRAWS = 300;

    @Test
    void growsWithJitterUpToHalfAMinute() {
        ServerErrorException problem = new ServerErrorException("It failed", 500, null, null, null);
        long most = 400;
        for (int failed = 1; failed < 40; failed++) {
            for (int i = 0; i < DRAWS; i++) {
                assertThat(Backoff.delay(failed, problem).toMillis()).isBetween(most / 2, most);
            }
            most = Math.min(30_000, most * 2);
        }
        assertThat(Backoff.delay(Integer.MAX_VALUE, problem)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 20, 1000, 60_000, 1_700_000})
    void isNeverShorterThanTheServerAsked(long millis) {
        Duration asked = Duration.ofMillis(millis);
        RateLimitException problem = new RateLimitException("Too many", 429, null, asked, null);
        for (int failed = 1; failed < 10; failed++) {
            for (int i = 0; i < DRAWS; i++) {
                assertThat(Backoff.delay(failed, problem))
                        .isGreaterThanOrEqualTo(asked)
                        .isLessThanOrEqualTo(asked.plus(asked.dividedBy(20)).plusMillis(5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1H", "PT2540400H", "PT999999999999H"})
    void bearsWhatNoServerShouldAsk(String asked) {
        RateLimitException problem = new RateLimitException("Too many", 429, null, Duration.parse(asked), null);
        assertThat(Backoff.delay(1, problem)).isLessThanOrEqualTo(Backoff.PATIENCE);
    }

    @Test
    void sleepsAsLongAsItIsTold() throws InterruptedException {
        FakeClock clock = new FakeClock(-50);
        new Backoff(clock, new RunControl()).sleep(Duration.ofSeconds(3));
        assertThat(clock.nanoTime()).isEqualTo(-50 + 3_000_000_000L);
    }

    @Test
    void endsASleepWhenTheRunStops() {
        FakeClock clock = new FakeClock(0);
        RunControl control = new RunControl();
        Backoff backoff = new Backoff(clock, control);
        clock.after(1_000, () -> control.stop(StopReason.CANCELLED));
        assertThatThrownBy(() -> backoff.sleep(Duration.ofHours(1))).isInstanceOf(RunStoppedException.class);
        assertThat(clock.nanoTime()).isEqualTo(1_000);
    }
}
