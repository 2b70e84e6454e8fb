package io.augment.benchmarks;

import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Makes seeds of generated words, with responses, as they are read, so that they take no memory.
 *
 * @param count how many
 */
record GeneratedSeeds(long count) implements Source {
    /** Far from the numbers of the instructions, so that no response is one of them. */
    private static final long FIRST_RESPONSE = 1L << 40;

    @Override
    public String name() {
        return count + " generated seeds";
    }

    @Override
    public SourceReader open() {
        return new SourceReader() {
            private long next;

            @Override
            public @Nullable SourceRow next() {
                if (next == count) {
                    return null;
                }
                long number = next++;
                return new SourceRow.Seed(GeneratedText.instruction(number).toBuilder()
                        .response(GeneratedText.text(FIRST_RESPONSE + number))
                        .build());
            }

            @Override
            public double progress() {
                return (double) next / count;
            }

            @Override
            public void close() {}
        };
    }
}
