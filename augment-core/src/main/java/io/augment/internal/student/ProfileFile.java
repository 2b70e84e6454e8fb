package io.augment.internal.student;

import io.augment.chat.ChatRequest;
import io.augment.chat.Sampling;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.JsonWriter;
import io.augment.student.StudentProfile;
import io.augment.student.StudentTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes a student's profile as JSON. */
public final class ProfileFile {
    private static final Set<String> MEMBERS =
            Set.of("name", "task", "system", "user", "temperature", "topP", "topK", "maxTokens", "stop", "pairs");

    private ProfileFile() {}

    /**
     * Reads a profile.
     *
     * @throws IllegalArgumentException if the file does not hold one
     * @throws UncheckedIOException if it cannot be read
     */
    public static StudentProfile read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The student's profile " + file + " cannot be read", e);
        }
        try {
            int from = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                    ? 3
                    : 0;
            if (new JsonReader().read(bytes, from, bytes.length) instanceof Json.Obj object) {
                return profile(object);
            }
            throw new IllegalArgumentException("it must be a JSON object");
        } catch (JsonProblem e) {
            throw new IllegalArgumentException("The student's profile " + file + " is no JSON: " + e.detail(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The student's profile " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static StudentProfile profile(Json.Obj object) {
        for (String member : object.values().keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new IllegalArgumentException(
                        "it has a member \"" + member + "\", which no profile has; these are known: "
                                + String.join(", ", MEMBERS.stream().sorted().toList()));
            }
        }
        String name = text(object, "name");
        String task = text(object, "task");
        if (name == null || task == null) {
            throw new IllegalArgumentException("it needs a \"name\" and a \"task\": expand, refine or pairs");
        }
        StudentProfile.Builder profile = StudentProfile.builder(name, task(task));
        StudentProfile preset = profile.build();
        profile.system(text(object, "system"));
        String user = text(object, "user");
        if (user != null) {
            profile.user(user);
        }
        Double pairs = number(object, "pairs", null);
        if (pairs != null) {
            profile.pairs(whole(pairs, "pairs"));
        }
        return profile.sampling(sampling(object, preset)).build();
    }

    private static StudentTask task(String name) {
        return Arrays.stream(StudentTask.values())
                .filter(task -> task.jsonName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("its \"task\" must be expand, refine or pairs, but is " + name));
    }

    private static Sampling sampling(Json.Obj object, StudentProfile preset) {
        ChatRequest usual = probe(preset);
        Double temperature = number(object, "temperature", usual.temperature());
        Sampling sampling = temperature == null ? Sampling.modelDefault() : Sampling.ofTemperature(temperature);
        Double topP = number(object, "topP", usual.topP());
        sampling = topP == null ? sampling : sampling.withTopP(topP);
        Double topK = number(object, "topK", asDouble(usual.topK()));
        sampling = topK == null ? sampling : sampling.withTopK(whole(topK, "topK"));
        Double maxTokens = number(object, "maxTokens", (double) usual.maxTokens());
        sampling = maxTokens == null ? sampling : sampling.withMaxTokens(whole(maxTokens, "maxTokens"));
        List<String> stop = texts(object, "stop");
        return sampling.withStop(stop == null ? usual.stop() : stop);
    }

    private static ChatRequest probe(StudentProfile profile) {
        return profile.sampling()
                .applyTo(ChatRequest.of("").toBuilder(), ChatRequest.DEFAULT_MAX_TOKENS)
                .build();
    }

    private static @Nullable String text(Json.Obj object, String name) {
        Json value = object.get(name);
        if (value != null && !(value instanceof Json.Text)) {
            throw new IllegalArgumentException("its \"" + name + "\" must be a text, but is " + value.kind());
        }
        return object.text(name);
    }

    private static @Nullable Double asDouble(@Nullable Integer value) {
        return value == null ? null : Double.valueOf(value);
    }

    /** Returns a member's number: the usual one where there is no such member, and null where it is null. */
    private static @Nullable Double number(Json.Obj object, String name, @Nullable Double usual) {
        Json value = object.get(name);
        if (value == null) {
            return object.values().containsKey(name) ? null : usual;
        }
        try {
            if (value instanceof Json.Literal literal) {
                return Double.valueOf(literal.value());
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException("its \"" + name + "\" must be a number, but is " + value.kind());
    }

    private static int whole(double value, String name) {
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("its \"" + name + "\" must be a whole number, but is " + value);
        }
        return (int) value;
    }

    private static @Nullable List<String> texts(Json.Obj object, String name) {
        Json value = object.get(name);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof Json.Arr list) {
            for (Json element : list.values()) {
                if (!(element instanceof Json.Text text)) {
                    throw new IllegalArgumentException("its \"" + name + "\" holds " + element.kind() + ", not a text");
                }
                texts.add(text.value());
            }
            return texts;
        }
        throw new IllegalArgumentException("its \"" + name + "\" must be a list of texts, but is " + value.kind());
    }

    /** Returns the profile as JSON that reads back as an equal one. */
    public static String write(StudentProfile profile) {
        ChatRequest sent = probe(profile);
        JsonWriter json = new JsonWriter().object();
        json.name("name").text(profile.name());
        json.name("task").text(profile.task().jsonName());
        if (profile.system() != null) {
            json.name("system").text(profile.system());
        }
        json.name("user").text(profile.user());
        json.name("temperature").literal(String.valueOf(sent.temperature()));
        json.name("topP").literal(String.valueOf(sent.topP()));
        json.name("topK").literal(String.valueOf(sent.topK()));
        json.name("maxTokens").literal(String.valueOf(sent.maxTokens()));
        json.name("stop").array();
        sent.stop().forEach(json::text);
        json.endArray();
        json.name("pairs").literal(String.valueOf(profile.pairs()));
        return json.endObject().toString();
    }
}
