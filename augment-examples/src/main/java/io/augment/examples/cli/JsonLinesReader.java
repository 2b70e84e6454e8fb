package io.augment.examples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a file that are not blank, and knows where it is. */
final class JsonLinesReader implements AutoCloseable {
    private final Path file;
    private final BufferedReader reader;
    private int line;

    JsonLinesReader(Path file) throws IOException {
        this.file = file;
        this.reader = Files.newBufferedReader(file);
    }

    @Nullable
    String next() throws IOException {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            String plain = line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (!plain.isBlank()) {
                return plain;
            }
        }
        return null;
    }

    /** Returns the file and the line of the last row, for people. */
    String place() {
        return file + ":" + line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
