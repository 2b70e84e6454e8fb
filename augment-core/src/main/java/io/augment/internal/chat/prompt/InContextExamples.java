package io.augment.internal.chat.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the hand-written examples of one language by task type. Immutable. */
public final class InContextExamples {
    /** The type of what fits no other, as task classifiers name it. */
    private static final String OTHERS = "Others";

    private final Map<String, List<InContextExample>> byTask;

    private InContextExamples(Map<String, List<InContextExample>> byTask) {
        this.byTask = byTask;
    }

    /** Returns the examples of a language; the English ones where it has none. */
    public static InContextExamples of(@Nullable String language) {
        return "zh".equals(language) ? Chinese.EXAMPLES : English.EXAMPLES;
    }

    /**
     * Returns examples of a task type, filled up with those of {@code Others}; always the same ones, so that a server
     * can reuse the prompt's beginning.
     *
     * @param instruction an instruction that must not be among them
     * @param count how many at most
     */
    public List<InContextExample> pick(@Nullable String task, String instruction, int count) {
        List<InContextExample> picked = new ArrayList<>();
        if (task != null) {
            picked.addAll(byTask.getOrDefault(task, List.of()));
        }
        if (!OTHERS.equals(task)) {
            picked.addAll(byTask.getOrDefault(OTHERS, List.of()));
        }
        picked.removeIf(example -> example.instruction().equals(instruction.strip()));
        return picked.stream().limit(count).toList();
    }

    /** Returns all examples. */
    public List<InContextExample> all() {
        return byTask.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Reads examples, one JSON object in a line.
     *
     * @throws IllegalArgumentException if a line does not hold an example
     */
    static InContextExamples read(String name, InputStream in) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Map<String, List<InContextExample>> byTask = new LinkedHashMap<>();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                InContextExample example = example(mapper.readTree(line), name + ":" + number);
                byTask.computeIfAbsent(example.task(), task -> new ArrayList<>())
                        .add(example);
            }
        }
        return new InContextExamples(byTask);
    }

    private static InContextExample example(JsonNode row, String place) {
        List<String> expanded = new ArrayList<>();
        row.path("expanded").forEach(text -> expanded.add(text.asText()));
        InContextExample example = new InContextExample(
                row.path("task").asText(),
                row.path("instruction").asText(),
                expanded,
                row.path("refined").asText());
        if (example.task().isBlank()
                || example.instruction().isBlank()
                || example.refined().isBlank()
                || expanded.isEmpty()) {
            throw new IllegalArgumentException(place + ": an example has task, instruction, expanded and refined");
        }
        return example;
    }

    private static InContextExamples load(String file) {
        try (InputStream in = StandardPrompts.open(file)) {
            return read(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + file + " cannot be read", e);
        }
    }

    /** Reads the English examples when they are first asked for. */
    private static final class English {
        static final InContextExamples EXAMPLES = load("examples.en.jsonl");

        private English() {}
    }

    /** Reads the Chinese examples when they are first asked for. */
    private static final class Chinese {
        static final InContextExamples EXAMPLES = load("examples.zh.jsonl");

        private Chinese() {}
    }
}
