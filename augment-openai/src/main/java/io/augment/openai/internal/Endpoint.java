package io.augment.openai.internal;

import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Knows where requests go and what to call it in errors.
 *
 * @param url address of the chat completions or the embeddings
 * @param shownUrl the base URL without its query, for people
 * @param headers headers of every request, the key's among them; never shown
 * @param model the model's name
 * @param keyVariable environment variable that the key came from, or null
 * @param hasKey whether a key is sent
 * @param quotaIsRate whether the error code {@code insufficient_quota} means tokens per minute rather than money
 * @param secrets what must not be shown
 */
public record Endpoint(
        HttpUrl url,
        String shownUrl,
        Headers headers,
        String model,
        @Nullable String keyVariable,
        boolean hasKey,
        boolean quotaIsRate,
        Secrets secrets) {
    /** Creates the endpoint below a base URL. */
    public static Endpoint below(
            BaseUrl base,
            Map<String, String> headers,
            String model,
            @Nullable String keyVariable,
            boolean hasKey,
            boolean quotaIsRate,
            Secrets secrets) {
        return new Endpoint(
                base.chatCompletions(),
                base.shown(),
                Headers.of(headers),
                model,
                keyVariable,
                hasKey,
                quotaIsRate,
                secrets);
    }

    /** Creates the endpoint at an address itself. */
    public static Endpoint at(
            BaseUrl address,
            Map<String, String> headers,
            String model,
            @Nullable String keyVariable,
            boolean hasKey,
            Secrets secrets) {
        return new Endpoint(
                address.url(), address.shown(), Headers.of(headers), model, keyVariable, hasKey, false, secrets);
    }

    /** Returns the endpoint of the embeddings below the same base URL. */
    public Endpoint ofEmbeddings(BaseUrl base) {
        return new Endpoint(base.embeddings(), shownUrl, headers, model, keyVariable, hasKey, quotaIsRate, secrets);
    }

    /** Shows no header. */
    @Override
    public String toString() {
        return "Endpoint[" + shownUrl + ", " + model + "]";
    }
}
