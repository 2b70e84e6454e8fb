package io.augment.source;

import io.augment.Instruction;
import io.augment.internal.source.FileOptions;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;

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

    /** Creates a source that reads what a query of a database gives. */
    static JdbcSource jdbc(DataSource dataSource, String query) {
        return new JdbcSource(dataSource, query);
    }

    /**
     * Creates a source of passages from documents, files or directories of text or Markdown.
     *
     * @throws IllegalArgumentException if there is no path
     */
    static DocumentSource documents(List<Path> paths) {
        return new DocumentSource(paths);
    }

    /** Creates a source from instructions in memory. */
    static Source of(Iterable<Instruction> instructions) {
        return new MemorySource("memory", instructions);
    }

    /**
     * Creates a source from an iterator or a stream, which can be read once.
     *
     * <p>Reading it a second time throws an {@link IllegalStateException}.
     */
    static Source once(Iterator<Instruction> instructions) {
        return new MemorySource("iterator", new OnceIterable(instructions));
    }

    /** Joins sources, read one after the other. */
    static Source joined(List<Source> sources) {
        return new JoinedSource(sources);
    }

    /**
     * Returns this source with metadata on every seed, such as its license or where it came from. A seed that has an entry
     * of that name keeps its own.
     *
     * <pre>{@code
     * Source joined = Source.joined(List.of(
     *         Source.files(faq).withMetadata("license", "CC-BY-4.0"),
     *         Source.jdbc(dataSource, query).withMetadata("source", "tickets")));
     * }</pre>
     */
    default Source withMetadata(String name, String value) {
        return new TaggedSource(this, name, value);
    }

    /**
     * Returns this source with the seeds cleaned by rules. A word that stands for an empty input is removed; a seed that
     * breaks a rule becomes a {@link SourceRow.Malformed} with the rule as its reason: {@code empty-instruction},
     * {@code broken-encoding}, {@code placeholder}, {@code echo}, {@code merged-instructions}, {@code absent-attachment} or
     * {@code loop}.
     */
    default Source cleaned() {
        return new CleanedSource(this);
    }
}
