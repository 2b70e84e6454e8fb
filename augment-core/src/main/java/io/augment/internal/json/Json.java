package io.augment.internal.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Holds the JSON factory of the core and writes small documents. */
public final class Json {
    /** Longest text that is read: a reply of 256 MiB is no reply. */
    private static final int MAX_TEXT = 256 << 20;

    /** The shared factory; safe for use by many threads. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
            .build();

    private Json() {}

    /** Writes a part of a document. */
    @FunctionalInterface
    public interface Body {
        /** Writes to the generator. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Returns what the body writes, as UTF-8. */
    public static byte[] bytes(Body body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
                body.writeTo(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
