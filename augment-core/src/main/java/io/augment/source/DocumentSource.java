package io.augment.source;

import io.augment.internal.source.DocumentReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads documents, plain text or Markdown in UTF-8 or UTF-16, as material for pairs: each is split into overlapping
 * passages, and each passage becomes the input of a seed. Passages end at paragraphs, sentences or words where they can; a
 * Markdown passage carries the headings above it as metadata.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Source passages = Source.documents(List.of(Path.of("handbook.md"), Path.of("notes")))
 *         .passage(1_500, 200)
 *         .instruction("Write a question that this passage answers.");
 * }</pre>
 */
public final class DocumentSource implements Source {
    private static final int DEFAULT_LENGTH = 1_200;
    private static final int DEFAULT_OVERLAP = 150;
    private static final String DEFAULT_INSTRUCTION = "Write a question that this passage answers.";

    private final List<Path> paths;
    private final int length;
    private final int overlap;
    private final String instruction;

    DocumentSource(List<Path> paths) {
        this(paths, DEFAULT_LENGTH, DEFAULT_OVERLAP, DEFAULT_INSTRUCTION);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("A source needs at least one document or directory");
        }
    }

    private DocumentSource(List<Path> paths, int length, int overlap, String instruction) {
        this.paths = List.copyOf(paths);
        this.length = length;
        this.overlap = overlap;
        this.instruction = instruction;
    }

    /**
     * Sets the size of passages.
     *
     * @param characters how long a passage may be, at least 50; 1,200 unless set
     * @param shared how many characters of a passage the next one repeats at most, 0 to half the length; 150 unless set
     * @throws IllegalArgumentException if a number is out of range
     */
    public DocumentSource passage(int characters, int shared) {
        if (characters < 50 || shared < 0 || shared > characters / 2) {
            throw new IllegalArgumentException(
                    "A passage has at least 50 characters and shares at most half of them, but" + " was asked to have "
                            + characters + " and share " + shared);
        }
        return new DocumentSource(paths, characters, shared, instruction);
    }

    /** Sets the text of the seeds, to which the passage is the input. */
    public DocumentSource instruction(String text) {
        return new DocumentSource(paths, length, overlap, Objects.requireNonNull(text, "text"));
    }

    @Override
    public String name() {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /**
     * Opens a reader at the first passage of the first document.
     *
     * @throws SourceException if a path does not exist, or a directory holds no document
     */
    @Override
    public SourceReader open() {
        return new DocumentReader(paths, length, overlap, instruction);
    }
}
