package io.augment.openai.internal;

import java.util.List;
import okhttp3.HttpUrl;

/** Reads the base URL that a user wrote. */
public final class BaseUrl {
    private static final List<String> PATHS = List.of("/chat/completions", "/embeddings");

    private final HttpUrl url;

    private BaseUrl(HttpUrl url) {
        this.url = url;
    }

    /**
     * Returns the URL without a trailing slash or the path of the chat completions or embeddings, which people copy along.
     *
     * @throws IllegalArgumentException if it is no HTTP URL or holds a user name
     */
    public static BaseUrl parse(String text) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException("A base URL starts with http:// or https:// and a host"
                    + (text.contains("@") ? "." : ", but was: " + text));
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "A base URL must hold no user name or password; pass the key with apiKey or apiKeyFromEnv.");
        }
        String path = withoutSlash(url.encodedPath());
        for (String copied : PATHS) {
            if (path.endsWith(copied)) {
                path = withoutSlash(path.substring(0, path.length() - copied.length()));
            }
        }
        return new BaseUrl(url.newBuilder()
                .encodedPath(path.isEmpty() ? "/" : path)
                .fragment(null)
                .build());
    }

    /** Returns the address itself. */
    HttpUrl url() {
        return url;
    }

    /** Returns the last part of the path, or an empty text. */
    public String lastSegment() {
        return url.pathSegments().get(url.pathSize() - 1);
    }

    /** Returns the host's name. */
    public String host() {
        return url.host();
    }

    /** Returns the address of the chat completions below a base URL; a query stays. */
    HttpUrl chatCompletions() {
        return url.newBuilder().addPathSegments("chat/completions").build();
    }

    /** Returns the address of the embeddings below a base URL; a query stays. */
    HttpUrl embeddings() {
        return url.newBuilder().addPathSegments("embeddings").build();
    }

    /** Returns the address of a path below a base URL; a query stays. */
    HttpUrl path(String path) {
        return url.newBuilder().addPathSegments(path).build();
    }

    /** Returns what people are shown: no query, which may hold a secret, and no trailing slash. */
    public String shown() {
        String text = url.newBuilder().query(null).build().toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String withoutSlash(String path) {
        return path.replaceFirst("/+$", "");
    }
}
