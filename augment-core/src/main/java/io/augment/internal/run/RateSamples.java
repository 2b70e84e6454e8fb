package io.augment.internal.run;

import io.augment.run.RunProgress;
import java.util.ArrayList;
import java.util.List;

/** Keeps an even choice of a run's progress for the report: at most 240 points, however long the run. */
final class RateSamples {
    private static final int MOST = 240;

    private final List<RunProgress> samples = new ArrayList<>();
    private int every = 1;
    private int offered;

    void offer(RunProgress progress) {
        if (offered++ % every != 0) {
            return;
        }
        samples.add(progress);
        if (samples.size() >= MOST) {
            for (int i = 1; i < samples.size(); i++) {
                samples.remove(i);
            }
            every *= 2;
        }
    }

    List<RunProgress> samples() {
        return List.copyOf(samples);
    }
}
