package io.augment.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** Listens on the line of a client, and holds what it hears against the official schema. */
final class Recorder implements Interceptor {
    /** An exchange that got a 2xx reply. */
    record Heard(String method, String path, String request, String reply) {}

    private static final long MOST = 64L << 20;

    final List<Heard> heard = new CopyOnWriteArrayList<>();

    OkHttpClient client() {
        return new OkHttpClient.Builder().addInterceptor(this).build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        if (response.isSuccessful() && response.header("Content-Type", "").startsWith("application/json")) {
            Buffer sent = new Buffer();
            if (request.body() != null && !request.body().isOneShot()) {
                request.body().writeTo(sent);
            }
            heard.add(new Heard(
                    request.method(),
                    request.url().encodedPath(),
                    sent.readUtf8(),
                    response.peekBody(MOST).string()));
        }
        return response;
    }

    /** Fails if a reply breaks the specification; does nothing where that is absent. */
    void check() {
        for (Heard one : heard) {
            String schema = schema(one);
            if (!schema.isEmpty() && isWhole(one.reply())) {
                OfficialSchema.check(schema, one.reply());
            }
        }
    }

    /** A reply that the server tore is none to judge. */
    private static boolean isWhole(String reply) {
        try {
            new ObjectMapper().readTree(reply);
            return reply.startsWith("{");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String schema(Heard one) {
        boolean post = one.method().equals("POST");
        if (one.path().equals("/v1/files")) {
            return post ? "OpenAIFile" : "ListFilesResponse";
        }
        if (one.path().equals("/v1/fine_tuning/jobs")) {
            return post ? "FineTuningJob" : "ListPaginatedFineTuningJobsResponse";
        }
        if (one.path().endsWith("/events")) {
            return "ListFineTuningJobEventsResponse";
        }
        if (one.path().endsWith("/checkpoints")) {
            return "ListFineTuningJobCheckpointsResponse";
        }
        return one.path().startsWith("/v1/fine_tuning/jobs/") ? "FineTuningJob" : "";
    }
}
