package io.augment.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Asks servers for the names of their models. */
public final class ModelListings {
    /** A longer list is none that a machine's own server would send. */
    private static final long MAX_BYTES = 1L << 20;

    private ModelListings() {}

    /** Returns what the servers say that answer in time with a list of models, in the order of the URLs. */
    public static List<ModelListing> ask(List<String> baseUrls, Duration timeout) {
        Map<String, ModelListing> found = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(baseUrls.size());
        OkHttpClient client = HttpClients.create()
                .newBuilder()
                .proxy(Proxy.NO_PROXY)
                .callTimeout(timeout)
                .build();
        try {
            for (String url : baseUrls) {
                Request request = new Request.Builder()
                        .url(url + "/models")
                        .header("Accept", "application/json")
                        .build();
                client.newCall(request).enqueue(new Listening(url, found, left));
            }
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            HttpClients.close(client);
        }
        return baseUrls.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private record Listening(String url, Map<String, ModelListing> found, CountDownLatch left) implements Callback {
        @Override
        public void onFailure(Call call, IOException e) {
            left.countDown();
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                BufferedSource source = response.body().source();
                if (response.code() == 200 && !source.request(MAX_BYTES)) {
                    ModelListing listing = parse(url, source.readByteArray());
                    if (listing != null) {
                        found.put(url, listing);
                    }
                }
            } catch (IOException e) {
                // It broke off or took too long: it is no server to use now.
            } finally {
                left.countDown();
            }
        }
    }

    private static @Nullable ModelListing parse(String url, byte[] body) {
        JsonNode root = Json.parse(body);
        if (root == null || !(root.path("data").isArray() || (root.path("data").isNull() && root.has("object")))) {
            return null;
        }
        List<String> models = new ArrayList<>();
        String owner = "";
        for (JsonNode model : root.path("data")) {
            String name = Json.text(model, "id");
            if (name != null && !models.contains(name)) {
                models.add(name);
            }
            owner = owner.isEmpty() ? model.path("owned_by").asText("").toLowerCase(Locale.ROOT) : owner;
        }
        return new ModelListing(url, owner, models);
    }
}
