package io.augment.internal.train;

import io.augment.train.TrainingEstimate;
import io.augment.train.TrainingRequest;
import java.nio.charset.StandardCharsets;

/** Estimates what a local training takes: rows and tokens; it costs nobody's money. */
public final class LocalEstimate {
    private LocalEstimate() {}

    /** Reads the training file and sums it up. */
    public static TrainingEstimate of(TrainingRequest request) {
        RowTokens counter = RowTokens.estimate();
        long[] sums = new long[3];
        KeptRecords.forEach(request.trainingFile(), row -> {
            sums[0]++;
            long tokens = counter.of(row, null);
            sums[1] += tokens;
            String response = row.response();
            String text = row.instruction().system() + row.instruction().prompt() + (response == null ? "" : response);
            sums[2] += Math.max(tokens, text.getBytes(StandardCharsets.UTF_8).length);
        });
        Integer epochs = request.epochs();
        return new TrainingEstimate(sums[0], sums[1], sums[2], epochs == null ? 1 : epochs, null);
    }
}
