package io.augment.openai.internal;

import java.io.File;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;

/** Is a file that is read while it is sent, and leaves once, as {@link OneShotBody} does. */
final class FileBody extends RequestBody {
    private static final MediaType LINES = MediaType.get("application/jsonl");

    private final File file;

    FileBody(File file) {
        this.file = file;
    }

    @Override
    public MediaType contentType() {
        return LINES;
    }

    @Override
    public long contentLength() {
        return file.length();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (Source source = Okio.source(file)) {
            sink.writeAll(source);
        }
    }
}
