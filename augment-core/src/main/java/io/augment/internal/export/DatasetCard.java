package io.augment.internal.export;

import io.augment.export.ExportException;
import io.augment.internal.format.Json;
import io.augment.internal.format.TextHash;
import io.augment.internal.source.StrictRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the card of a data set folder from the data in it. The header's fields are those of the hub's documentation on
 * dataset cards.
 */
final class DatasetCard {
    private final Map<String, Long> rowsBySplit = new TreeMap<>();
    private final Map<String, Long> tasks = new TreeMap<>();
    private final Map<String, Long> languages = new TreeMap<>();
    private final Map<String, Long> models = new TreeMap<>();
    private final Map<String, Long> licenses = new TreeMap<>();
    private final List<String> files = new ArrayList<>();
    private long rows;
    private long made;
    private long turns;

    private DatasetCard() {}

    /**
     * Writes {@code README.md} beside the folder in which the file is.
     *
     * @throws ExportException if a file of the folder is not what this project writes there
     */
    static void write(Path file) {
        Path data = file.toAbsolutePath().getParent();
        Path folder = data == null ? null : data.getParent();
        if (data == null || folder == null) {
            return;
        }
        DatasetCard card = new DatasetCard();
        try {
            for (Path part : files(data)) {
                card.read(part);
            }
            Path target = folder.resolve("README.md");
            try (DurableFile out = DurableFile.create(target)) {
                out.write(card.text().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(path -> {
                        String name = String.valueOf(path.getFileName());
                        return name.contains(".jsonl") && !name.startsWith(".");
                    })
                    .sorted()
                    .toList();
        }
    }

    private void read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String split = splitOf(name);
        files.add(name);
        rowsBySplit.merge(split, 0L, Long::sum);
        try (StrictRows reader = StrictRows.open(file, false, new TextHash())) {
            for (Json.Obj row = reader.next(); row != null; row = reader.next()) {
                rowsBySplit.merge(split, 1L, Long::sum);
                rows++;
                count(tasks, row.text("task"));
                count(languages, row.text("language"));
                String license = row.text("license");
                // The hub writes the names of licenses small.
                count(licenses, license == null ? null : license.toLowerCase(Locale.ROOT));
                String seed = row.text("seed_id");
                made += seed == null || seed.isEmpty() ? 0 : 1;
                turns += row.values().get("messages") instanceof Json.Arr messages
                        ? messages.values().size()
                        : 0;
                if (row.values().get("models") instanceof Json.Arr names) {
                    for (Json model : names.values()) {
                        count(models, model instanceof Json.Text text ? text.value() : null);
                    }
                }
            }
        } catch (IllegalStateException e) {
            throw new ExportException(
                    file + " is not what was written there: " + e.getMessage() + " Remove it and export anew.", e);
        }
    }

    private static String splitOf(String fileName) {
        return fileName.substring(0, fileName.indexOf('.')).replaceFirst("-\\d{5}-of-\\d{5}$", "");
    }

    private static void count(Map<String, Long> counts, @Nullable String name) {
        if (name != null && !name.isEmpty()) {
            counts.merge(name, 1L, Long::sum);
        }
    }

    private String text() {
        List<String> lines = new ArrayList<>();
        lines.add("---");
        list(lines, "language", languages.keySet());
        lines.add("license: "
                + (licenses.size() == 1
                        ? quoted(licenses.keySet().iterator().next())
                        : licenses.isEmpty() ? "unknown" : "other"));
        list(lines, "task_categories", List.of("text-generation"));
        list(lines, "tags", List.of("synthetic", "instruction-tuning"));
        list(lines, "size_categories", List.of(sizeCategory()));
        lines.add("configs:");
        lines.add("- config_name: default");
        lines.add("  data_files:");
        for (String split : rowsBySplit.keySet()) {
            lines.add("  - split: " + split);
            lines.add("    path:");
            files.stream()
                    .filter(file -> splitOf(file).equals(split))
                    .forEach(file -> lines.add("    - " + quoted("data/" + file)));
        }
        lines.add("---");
        lines.add("");
        lines.add("# Instruction data");
        lines.add("");
        lines.add(rows + " conversations with " + turns + " messages: " + (rows - made) + " from seeds, " + made
                + " made from seeds by data augmentation.");
        table(lines, "Split", rowsBySplit);
        table(lines, "Task", tasks);
        table(lines, "Language", languages);
        table(lines, "License of the seed", licenses);
        lines.add("");
        lines.add("## Models");
        lines.add("");
        if (models.isEmpty()) {
            lines.add("No model took part in making these rows.");
        } else {
            lines.add("Models that took part in making rows:");
            table(lines, "Model", models);
            lines.add("");
            lines.add(
                    "What a model wrote may be bound to the license of its weights or the terms of its provider, which may"
                            + " restrict training other models with it. Check them before this data set is published or used.");
        }
        lines.add("");
        lines.add("## Columns");
        lines.add("");
        lines.add(
                "`id`, `messages` (`role`, `content`), `task`, `language`, `seed_id` (the seed that a row descends from,"
                        + " empty for a seed itself), `license` (of the seed), `models` (that took part), `score` (0 to 1, or null).");
        lines.add("");
        return String.join("\n", lines);
    }

    private static void list(List<String> lines, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            lines.add(name + ":");
            values.forEach(value -> lines.add("- " + quoted(value)));
        }
    }

    /** Returns a value as YAML reads it as a string. */
    private static String quoted(String value) {
        boolean plain =
                value.matches("[A-Za-z][A-Za-z0-9.-]*") && !value.matches("(?i)y|n|yes|no|on|off|true|false|null");
        return plain ? value : new Json.Text(value).compact();
    }

    private static void table(List<String> lines, String title, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("| " + title + " | Rows |");
        lines.add("|---|---|");
        lines.add(counts.entrySet().stream()
                .map(count -> "| " + cell(count.getKey()) + " | " + count.getValue() + " |")
                .collect(Collectors.joining("\n")));
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
    }

    private String sizeCategory() {
        return rows < 1_000
                ? "n<1K"
                : rows < 10_000
                        ? "1K<n<10K"
                        : rows < 100_000 ? "10K<n<100K" : rows < 1_000_000 ? "100K<n<1M" : "1M<n<10M";
    }
}
