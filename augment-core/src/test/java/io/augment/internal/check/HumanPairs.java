package io.augment.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Reads the pairs that people wrote from the shared test data; tests are skipped where it is absent. */
public final class HumanPairs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HumanPairs() {}

    /** One pair. */
    public record Pair(String set, String id, String instruction, String input, String response) {}

    /** Returns the English seeds of Self-Instruct. */
    public static List<Pair> selfInstruct() {
        return seeds("self_instruct/seed_tasks.jsonl", "self_instruct");
    }

    /** Returns the Chinese seeds of BELLE. */
    public static List<Pair> belle() {
        return seeds("belle/zh_seed_tasks.json", "belle");
    }

    /** Returns the Chinese conversations of OpenAssistant; the identifier is the row's index. */
    public static List<Pair> openAssistant() {
        Path file = shared("oasst_zh/oaast_sft_zh.json");
        List<Pair> pairs = new ArrayList<>();
        try {
            for (JsonNode row : JSON.readTree(file.toFile())) {
                String id = String.valueOf(pairs.size());
                pairs.add(new Pair("oasst_zh", id, text(row, "instruction"), text(row, "input"), text(row, "output")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pairs;
    }

    private static List<Pair> seeds(String name, String set) {
        List<Pair> pairs = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(shared(name))) {
                if (!line.isBlank()) {
                    JsonNode row = JSON.readTree(line);
                    JsonNode first = row.get("instances").get(0);
                    pairs.add(new Pair(
                            set,
                            text(row, "id"),
                            text(row, "instruction"),
                            text(first, "input"),
                            text(first, "output")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pairs;
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).asText();
    }

    /** Returns the path of a shared file, or skips the test. */
    public static Path shared(String name) {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path file = directory.resolve("shared/data").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
            directory = directory.getParent();
        }
        Assumptions.abort("skipped: the shared test data is absent (" + name + ")");
        throw new IllegalStateException("unreachable");
    }
}
