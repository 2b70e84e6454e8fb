package io.augment.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes JSON Lines under a temporary name; the file appears when it is complete. */
final class JsonLinesWriter implements AutoCloseable {
    private final Path file;
    private final Path partial;
    private final BufferedWriter writer;

    JsonLinesWriter(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        Path parent = this.file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        this.partial = this.file.resolveSibling(this.file.getFileName() + ".part");
        this.writer = Files.newBufferedWriter(partial);
    }

    void write(JsonNode row) throws IOException {
        writer.write(row.toString());
        writer.write('\n');
    }

    /** Puts the file in its place. */
    void commit() throws IOException {
        writer.close();
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(partial);
    }
}
