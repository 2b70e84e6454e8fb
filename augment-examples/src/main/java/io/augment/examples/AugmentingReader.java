package io.augment.examples;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.pipeline.StreamingPipeline;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads augmented rows in a Spring Batch step. It stands around the step's own reader, because one seed becomes several rows
 * and a processor has one result; calls run ahead of the chunk that is being written.
 */
public final class AugmentingReader implements ItemStreamReader<Example> {
    private final StreamingPipeline pipeline;
    private final ItemReader<Instruction> seeds;
    private @Nullable Stream<Outcome> outcomes;
    private @Nullable Iterator<Outcome> rows;

    /** Creates a reader of what the pipeline makes of the seeds. */
    public AugmentingReader(StreamingPipeline pipeline, ItemReader<Instruction> seeds) {
        this.pipeline = pipeline;
        this.seeds = seeds;
    }

    @Override
    public void open(ExecutionContext context) {
        Stream<Outcome> stream = pipeline.stream(new SeedIterator(seeds));
        outcomes = stream;
        rows = stream.iterator();
    }

    @Override
    public @Nullable Example read() {
        Iterator<Outcome> iterator = rows;
        if (iterator == null) {
            throw new IllegalStateException("The step opens a reader before it reads");
        }
        while (iterator.hasNext()) {
            if (iterator.next() instanceof Outcome.Kept kept) {
                return kept.example();
            }
        }
        return null;
    }

    @Override
    public void close() {
        Stream<Outcome> stream = outcomes;
        if (stream != null) {
            stream.close();
        }
    }

    /** Lets an item reader be read as an iterator. */
    private static final class SeedIterator implements Iterator<Instruction> {
        private final ItemReader<Instruction> reader;
        private @Nullable Instruction next;

        SeedIterator(ItemReader<Instruction> reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = read();
            }
            return next != null;
        }

        @Override
        public Instruction next() {
            Instruction seed = hasNext() ? next : null;
            if (seed == null) {
                throw new NoSuchElementException("All seeds are read");
            }
            next = null;
            return seed;
        }

        private @Nullable Instruction read() {
            try {
                return reader.read();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("The seeds cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
