package io.augment.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Makes the same calls as a job with plain OkHttp. */
final class OkHttpLoop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType TYPE = MediaType.get("application/json");

    private OkHttpLoop() {}

    static void run(String url, int calls, int concurrency) throws InterruptedException, ExecutionException {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(concurrency, 1, TimeUnit.MINUTES))
                .build();
        try {
            ClosedLoop.run(calls, concurrency, text -> call(client, url, text));
        } finally {
            client.connectionPool().evictAll();
        }
    }

    private static void call(OkHttpClient client, String url, String text) {
        try {
            byte[] body = JSON.writeValueAsBytes(Map.of(
                    "model",
                    "words",
                    "messages",
                    List.of(Map.of("role", "user", "content", text)),
                    "max_tokens",
                    Jobs.MAX_TOKENS));
            Request request = new Request.Builder()
                    .url(url + "/chat/completions")
                    .header("Authorization", "Bearer none")
                    .post(RequestBody.create(body, TYPE))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                JSON.readTree(response.body().bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
