package io.augment.benchmarks;

import io.augment.Instruction;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes seeds as they are read, so that they take no memory.
 *
 * @param count how many
 * @param maker makes the seed with a number
 */
record NumberedSeeds(long count, LongFunction<Instruction> maker) implements Source {
    private static final String TEXT =
            " Describe in a few sentences how this works, name one example, and say what a beginner often gets wrong.";

    /** Makes seeds that differ in a number. */
    NumberedSeeds(long count) {
        this(count, NumberedSeeds::seed);
    }

    /** Makes seeds of generated words, with responses. */
    static NumberedSeeds generated(long count) {
        return new NumberedSeeds(count, GeneratedText::pair);
    }

    @Override
    public String name() {
        return count + " numbered seeds";
    }

    @Override
    public SourceReader open() {
        return new SourceReader() {
            private long next;

            @Override
            public @Nullable SourceRow next() {
                return next == count ? null : new SourceRow.Seed(maker.apply(next++));
            }

            @Override
            public double progress() {
                return (double) next / count;
            }

            @Override
            public void close() {}
        };
    }

    static Instruction seed(long number) {
        return Instruction.builder("Topic " + number + "." + TEXT)
                .id("s" + number)
                .build();
    }
}
