package io.augment.pipeline;

import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.internal.run.ClosingStream;
import io.augment.internal.run.RunClock;
import io.augment.internal.run.StageSpec;
import io.augment.internal.run.StreamRun;
import io.augment.run.RunDirectory;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Is a pipeline that can also be laid over a stream, inside a program that has its own source and its own sink.
 *
 * <pre>{@code
 * try (Stream<Outcome> outcomes = pipeline.stream(seeds)) {
 *     outcomes.forEach(outcome -> {
 *         if (outcome instanceof Outcome.Kept kept) {
 *             table.insert(kept.example());
 *         }
 *     });
 * }
 * }</pre>
 */
public final class StreamingPipeline extends AugmentationPipeline {
    StreamingPipeline(Draft draft) {
        super(draft);
    }

    /**
     * Lays the pipeline over a stream: lazily, in order, and never pulling further ahead than calls may be under way. Closing
     * the result, or ending a terminal operation early, cancels what is under way. A record that fails is an outcome and no
     * exception.
     *
     * @throws io.augment.AugmentException from the terminal operation, when nothing can go on: a refused key, for example
     */
    public Stream<Outcome> stream(Stream<Instruction> instructions) {
        return stream(instructions.iterator(), null).onClose(instructions::close);
    }

    /** Lays the pipeline over an iterator. */
    public Stream<Outcome> stream(Iterator<Instruction> instructions) {
        return stream(instructions, null);
    }

    /**
     * Lays the pipeline over an iterator, with a ledger: a program that is started again pays for no reply twice.
     *
     * @param directory holds the ledger; nothing else is written there
     */
    public Stream<Outcome> stream(Iterator<Instruction> instructions, @Nullable RunDirectory directory) {
        StreamRun run = new StreamRun(StageSpec.forRun(stages()), settings(), RunClock.SYSTEM, instructions, directory);
        Spliterator<Outcome> outcomes =
                Spliterators.spliteratorUnknownSize(run, Spliterator.ORDERED | Spliterator.NONNULL);
        return ClosingStream.of(StreamSupport.stream(outcomes, false).onClose(run::close));
    }

    /** Takes one record through the pipeline and returns what became of it and of the records that were made from it. */
    public List<Outcome> process(Instruction instruction) {
        try (Stream<Outcome> outcomes = stream(List.of(instruction).iterator())) {
            return outcomes.toList();
        }
    }
}
