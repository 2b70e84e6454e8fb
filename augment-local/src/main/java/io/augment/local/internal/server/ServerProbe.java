package io.augment.local.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Asks a starting server how far it is. */
final class ServerProbe {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String key;

    ServerProbe(int port, String key) {
        this.url = "http://127.0.0.1:" + port;
        this.key = key;
    }

    /** Returns whether the model is loaded. */
    boolean isHealthy() {
        try {
            HttpURLConnection connection = open("/health");
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the name of the first model that the server lists, or null where it does not say. */
    @Nullable
    String model() {
        JsonNode models = get("/v1/models");
        return models == null ? null : models.path("data").path(0).path("id").textValue();
    }

    /** Returns the build of the engine, or {@code unknown}. */
    String build() {
        JsonNode properties = get("/props");
        String build = properties == null ? null : properties.path("build_info").textValue();
        return build == null || build.isBlank() ? "unknown" : build.strip();
    }

    private @Nullable JsonNode get(String path) {
        try {
            HttpURLConnection connection = open(path);
            try (InputStream in = connection.getInputStream()) {
                return JSON.readTree(in.readNBytes(MAX_BYTES));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return null;
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Authorization", "Bearer " + key);
        return connection;
    }
}
