package io.augment.internal.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads mappings from categories to task types. */
public final class MappingFile {
    /** Names of the mappings that the library brings along. */
    public static final List<String> STANDARD = List.of("dolly", "belle", "mt-bench", "super-ni");

    private MappingFile() {}

    /** Reads a mapping that the library brings along. */
    public static Map<String, List<String>> standard(String name) {
        return parse(TaxonomyFile.resourceText("mapping-" + name + ".tsv"), name);
    }

    /**
     * Reads a mapping.
     *
     * @throws IllegalArgumentException if a line is not of the form
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Map<String, List<String>> read(Path file) {
        return parse(TaxonomyFile.text(file), file.toString());
    }

    private static Map<String, List<String>> parse(String text, String place) {
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\t", 2);
            List<String> types = new ArrayList<>();
            for (String type : parts.length < 2 ? new String[0] : parts[1].split(";")) {
                if (!type.isBlank()) {
                    types.add(type.strip());
                }
            }
            if (types.isEmpty() || parts[0].isBlank()) {
                throw new IllegalArgumentException(place + ":" + number
                        + ": a line has a category, a tab and task types set apart by semicolons; this has not: "
                        + line);
            }
            tasks.put(parts[0].strip(), types);
        }
        return tasks;
    }
}
