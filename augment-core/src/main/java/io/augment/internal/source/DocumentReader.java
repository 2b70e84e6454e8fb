package io.augment.internal.source;

import io.augment.Instruction;
import io.augment.Origin;
import io.augment.source.SourceException;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads documents passage by passage; holds one passage in memory. */
public final class DocumentReader implements SourceReader {
    private final int length;
    private final int overlap;
    private final String instruction;
    private final int total;
    private final Deque<Path> waiting;
    private @Nullable Path path;
    private @Nullable BufferedReader lines;
    private @Nullable Passages passages;

    /**
     * Finds the documents.
     *
     * @throws SourceException if a path does not exist, or a directory holds no document
     */
    public DocumentReader(List<Path> paths, int length, int overlap, String instruction) {
        this.length = length;
        this.overlap = overlap;
        this.instruction = instruction;
        this.waiting = new ArrayDeque<>(InputFiles.documents(paths));
        this.total = waiting.size();
    }

    @Override
    public @Nullable SourceRow next() {
        while (true) {
            Path current = path;
            BufferedReader reader = lines;
            Passages splitter = passages;
            if (current == null || reader == null || splitter == null) {
                if (waiting.isEmpty()) {
                    return null;
                }
                open(waiting.remove());
                continue;
            }
            try {
                Passages.Passage passage = splitter.next(reader);
                if (passage != null) {
                    return seed(current, passage);
                }
                closeDocument();
            } catch (CharacterCodingException e) {
                closeDocument();
                return new SourceRow.Malformed(
                        new Origin(FileRows.nameOf(current), splitter.line()),
                        "broken-encoding",
                        "The document holds bytes that are not UTF-8, so the rest of it was left out. Save it as UTF-8.",
                        null);
            } catch (IOException e) {
                throw new SourceException("The document " + current + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private void open(Path document) {
        try {
            lines = new BufferedReader(new InputStreamReader(
                    ByteInput.open(document),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
        } catch (IOException e) {
            throw new SourceException("The document " + document + " cannot be read: " + e.getMessage(), e);
        }
        path = document;
        String name = document.toString().toLowerCase(Locale.ROOT);
        passages = new Passages(length, overlap, name.endsWith(".md") || name.endsWith(".markdown"));
    }

    private SourceRow seed(Path document, Passages.Passage passage) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("document", FileRows.nameOf(document));
        metadata.put("passage", Integer.toString(passage.number()));
        if (!passage.headings().isEmpty()) {
            metadata.put("headings", String.join(" > ", passage.headings()));
        }
        return new SourceRow.Seed(Instruction.builder(instruction)
                .id(FileRows.nameOf(document) + "#" + passage.number())
                .input(passage.text())
                .metadata(metadata)
                .origin(new Origin(FileRows.nameOf(document), passage.line()))
                .build());
    }

    @Override
    public double progress() {
        return (total - waiting.size() - (path == null ? 0 : 1)) / (double) Math.max(total, 1);
    }

    private void closeDocument() {
        BufferedReader reader = lines;
        path = null;
        lines = null;
        passages = null;
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                throw new SourceException("A document cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        waiting.clear();
        closeDocument();
    }
}
