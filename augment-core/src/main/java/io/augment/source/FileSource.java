package io.augment.source;

import io.augment.internal.source.FileOptions;
import io.augment.internal.source.FilesReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads seeds from files and directories, one after the other. The format of each file is found out from its content, the
 * shape of each record from its fields; both may be mixed. Rows are read one at a time, so that memory does not grow with
 * the files.
 *
 * <p>A record's own identifier is kept, and columns that are no field of a seed become metadata. A damaged row becomes a
 * {@link SourceRow.Malformed} with file and line, and reading goes on behind it.
 *
 * <p>Immutable and safe for use by many threads; each reader is used by one.
 *
 * <pre>{@code
 * Source seeds = Source.files(Path.of("seeds.jsonl"), Path.of("more-seeds"));
 * Source faq = Source.files(Path.of("faq.json")).mapping("instruction=title, response=text").maxBadRows(100);
 * }</pre>
 */
public final class FileSource implements Source {
    private final List<Path> paths;
    private final FileOptions options;

    FileSource(List<Path> paths, FileOptions options) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("A source needs at least one file or directory");
        }
        this.paths = List.copyOf(paths);
        this.options = options;
    }

    /**
     * Says which columns hold which field, for files that name them in their own way. Other columns become metadata.
     *
     * @param mapping pairs of field and column, such as {@code instruction=question, response=answer}; the fields are
     *     {@code instruction} (needed), {@code input}, {@code response}, {@code rejected}, {@code system}, {@code history},
     *     {@code id}, {@code task} and {@code language}
     * @throws IllegalArgumentException if the mapping is not of that form
     */
    public FileSource mapping(String mapping) {
        return new FileSource(paths, options.mapping(mapping));
    }

    /**
     * Says what the files are, where that cannot be found out from their content: how they are cut into rows, or what a row
     * is. What is not said is found out.
     *
     * @param name {@code jsonl}, {@code json}, {@code csv}, {@code tsv}, {@code ssv} (semicolons) or {@code text} (an
     *     instruction on each line); or the name of a shape or of an export format, such as {@code alpaca}, {@code dolly},
     *     {@code sharegpt} or {@code openai}, which every row must then have
     * @throws IllegalArgumentException if it is none of these; the message lists them
     */
    public FileSource format(String name) {
        return new FileSource(paths, options.withFormat(name));
    }

    /**
     * Limits the length of a row; a longer one is malformed with the reason {@code line-too-long}.
     *
     * @param bytes at least 1; 32 MiB unless set
     * @throws IllegalArgumentException if the limit is below 1
     */
    public FileSource maxRowBytes(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxRowBytes must be at least 1, but was " + bytes);
        }
        return new FileSource(paths, options.withMaxRowBytes(bytes));
    }

    /**
     * Limits the malformed rows: with one more, reading stops with a {@link SourceException}.
     *
     * @param rows 0 or more; no limit unless set
     * @throws IllegalArgumentException if the limit is negative
     */
    public FileSource maxBadRows(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("maxBadRows must not be negative, but was " + rows);
        }
        return new FileSource(paths, options.withMaxBadRows(rows));
    }

    /** Returns the files and directories. */
    public List<Path> paths() {
        return paths;
    }

    @Override
    public String name() {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /**
     * Opens a reader at the first record of the first file.
     *
     * @throws SourceException if a file does not exist, or a directory holds no data
     */
    @Override
    public SourceReader open() {
        return new FilesReader(paths, options);
    }
}
