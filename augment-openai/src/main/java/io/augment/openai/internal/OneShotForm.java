package io.augment.openai.internal;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Is a form that leaves once: a second upload of the same file is for the program to decide. */
final class OneShotForm extends RequestBody {
    private final RequestBody form;

    OneShotForm(RequestBody form) {
        this.form = form;
    }

    @Override
    public @Nullable MediaType contentType() {
        return form.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return form.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        form.writeTo(sink);
    }
}
