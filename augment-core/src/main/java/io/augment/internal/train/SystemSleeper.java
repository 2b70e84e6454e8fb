package io.augment.internal.train;

import io.augment.train.FineTuning;
import java.time.Duration;

/** Waits by the machine's clock. */
final class SystemSleeper implements FineTuning.Waiter {
    @Override
    public void await(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
