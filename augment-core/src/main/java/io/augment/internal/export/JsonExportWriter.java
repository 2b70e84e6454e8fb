package io.augment.internal.export;

import io.augment.Example;
import io.augment.export.ExportSummary;
import io.augment.export.ExportWriter;
import io.augment.internal.format.JsonWriter;
import io.augment.internal.format.TextHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes rows as an array with a row on each line, or as JSON Lines. */
final class JsonExportWriter implements ExportWriter, RowSink {
    private static final int CHUNK = 1 << 16;

    private final TextHash hash = new TextHash();
    private final JsonWriter json = new JsonWriter(hash);
    private final DurableFile file;
    private final boolean array;
    private final RowFormat format;
    private long rows;
    private boolean closed;

    JsonExportWriter(Path path, boolean array, RowFormat format) throws IOException {
        this.file = DurableFile.create(path);
        this.array = array;
        this.format = format;
    }

    @Override
    public void write(Example example) {
        format.write(example, this);
        if (json.size() > CHUNK) {
            drain();
        }
    }

    @Override
    public JsonWriter begin() {
        if (array) {
            json.raw(rows == 0 ? '[' : ',').newline();
        }
        return json;
    }

    @Override
    public void end() {
        if (!array) {
            json.newline();
        }
        rows++;
    }

    @Override
    public ExportSummary summary() {
        return new ExportSummary(rows, hash.digest());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (array) {
            if (rows == 0) {
                json.raw('[');
            }
            json.newline().raw(']').newline();
        }
        drain();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain() {
        try {
            json.drainTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
