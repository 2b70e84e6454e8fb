package io.augment.source;

import io.augment.Instruction;
import java.util.List;

/**
 * Provides seeds. A source is a description; {@link #open()} starts reading from the beginning.
 *
 * <pre>{@code
 * Source fromMemory = Source.of(List.of(Instruction.of("Name three rivers of France.")));
 * }</pre>
 */
public interface Source {
    /** Returns the name for messages and origins, such as a file name. */
    String name();

    /**
     * Opens a reader at the first record. Readers are lazy: nothing is read before it is asked for.
     *
     * @throws SourceException if the source cannot be opened at all
     */
    SourceReader open();

    /** Creates a source from instructions in memory. */
    static Source of(Iterable<Instruction> instructions) {
        return new MemorySource("memory", instructions);
    }

    /** Joins sources, read one after the other. */
    static Source joined(List<Source> sources) {
        return new JoinedSource(sources);
    }
}
