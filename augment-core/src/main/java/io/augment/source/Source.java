package io.augment.source;

import io.augment.Instruction;
import io.augment.internal.source.FileOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Provides seeds. A source is a description; {@link #open()} starts reading from the beginning.
 *
 * <pre>{@code
 * Source fromFiles = Source.files(Path.of("seeds.jsonl"));
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

    /**
     * Creates a source that reads files and directories.
     *
     * @throws IllegalArgumentException if there is no path
     */
    static FileSource files(Path... paths) {
        return files(List.of(paths));
    }

    /**
     * Creates a source that reads files and directories.
     *
     * @throws IllegalArgumentException if there is no path
     */
    static FileSource files(List<Path> paths) {
        return new FileSource(paths, FileOptions.defaults());
    }

    /** Creates a source from instructions in memory. */
    static Source of(Iterable<Instruction> instructions) {
        return new MemorySource("memory", instructions);
    }

    /** Joins sources, read one after the other. */
    static Source joined(List<Source> sources) {
        return new JoinedSource(sources);
    }
}
