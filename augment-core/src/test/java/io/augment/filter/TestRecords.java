package io.augment.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Makes records for the tests of filters, and reads those of the shared test data where it is there. */
final class TestRecords {
    static final ObjectMapper JSON = new ObjectMapper();

    private TestRecords() {}

    /** Returns the path of a shared file, or skips the test. */
    static Path shared(String name) {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path file = directory.resolve("shared/data").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        return Assumptions.abort("skipped: the shared test data has no " + name);
    }

    static List<JsonNode> rows(String name) {
        Path file = shared(name);
        List<JsonNode> rows = new ArrayList<>();
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            while (values.hasNext()) {
                JsonNode value = values.next();
                if (value.isArray()) {
                    value.forEach(rows::add);
                } else {
                    rows.add(value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static Instruction pair(String text, String input, String response) {
        return Instruction.builder(text).input(input).response(response).build();
    }

    /** Reads the human-written set that was named, with inputs, responses and history. */
    static List<Instruction> human(String set) {
        return switch (set) {
            case "self_instruct" -> seedTasks("self_instruct/seed_tasks.jsonl");
            case "belle" -> seedTasks("belle/zh_seed_tasks.json");
            case "super_ni" -> texts("super_ni/split_dev.jsonl", "definition");
            case "flan" -> texts("flan_templates/split_dev.jsonl", "input_pattern");
            default -> conversations("oasst_zh/oaast_sft_zh.json");
        };
    }

    private static List<Instruction> seedTasks(String file) {
        List<Instruction> records = new ArrayList<>();
        for (JsonNode row : rows(file)) {
            JsonNode first = row.get("instances").get(0);
            records.add(Instruction.builder(row.get("instruction").asText())
                    .id(row.get("id").asText())
                    .input(first.get("input").asText())
                    .response(first.get("output").asText())
                    .build());
        }
        return records;
    }

    private static List<Instruction> texts(String file, String field) {
        List<Instruction> records = new ArrayList<>();
        for (JsonNode row : rows(file)) {
            records.add(Instruction.builder(row.get(field).asText())
                    .id(file + records.size())
                    .build());
        }
        return records;
    }

    private static List<Instruction> conversations(String file) {
        List<Instruction> records = new ArrayList<>();
        for (JsonNode row : rows(file)) {
            List<io.augment.Turn> history = new ArrayList<>();
            for (JsonNode turns : row.path("history")) {
                history.add(io.augment.Turn.user(turns.get(0).asText()));
                history.add(io.augment.Turn.assistant(turns.get(1).asText()));
            }
            records.add(Instruction.builder(row.get("instruction").asText())
                    .id("zh-" + records.size())
                    .input(row.get("input").asText())
                    .response(row.get("output").asText())
                    .history(history)
                    .build());
        }
        return records;
    }

    /** Returns the share of the records that the filter turns down. */
    static double rejectedShare(List<? extends Example> records, Filter filter) {
        return rejected(records, filter).size() / (double) records.size();
    }

    static Map<String, Outcome.Rejected> rejected(List<? extends Example> records, Filter filter) {
        Map<String, Outcome.Rejected> rejected = new LinkedHashMap<>();
        try (Stream<Outcome> outcomes = Filters.apply(records.stream(), filter)) {
            outcomes.forEach(outcome -> {
                if (outcome instanceof Outcome.Rejected one && one.example() != null) {
                    rejected.put(one.example().id(), one);
                }
            });
        }
        return rejected;
    }

    static List<Boolean> decisions(List<? extends Example> records, Filter filter) {
        try (FilterSession session = filter.open()) {
            List<Boolean> kept = new ArrayList<>();
            for (Example example : records) {
                kept.add(session.decide(example).isKept());
            }
            return kept;
        }
    }

    /** Makes a sentence of words from a small vocabulary. */
    static String words(Random random, int vocabulary, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append("w").append(random.nextInt(vocabulary));
        }
        return text.toString();
    }
}
