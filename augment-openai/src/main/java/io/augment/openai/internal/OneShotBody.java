package io.augment.openai.internal;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * Is a request body that leaves once. A client may go on to another address of the host while nothing was sent, but it
 * must not repeat a request that the server may have seen, and may have billed; that is for the run to decide.
 */
final class OneShotBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");

    private final byte[] json;

    OneShotBody(byte[] json) {
        this.json = json;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return json.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(json);
    }
}
