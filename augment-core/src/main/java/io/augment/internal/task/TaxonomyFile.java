package io.augment.internal.task;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.task.TaskType;
import io.augment.task.TaskTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads taxonomies, and plain lists of shares, from files.
 *
 * @param name name of the taxonomy
 * @param others name of the type of what fits no other
 * @param types the types in their order
 */
public record TaxonomyFile(String name, String others, List<TaskType> types) {
    private static final String FOLDER = "/io/augment/task/";

    /**
     * Reads a taxonomy.
     *
     * @throws IllegalArgumentException if the file does not hold one
     * @throws UncheckedIOException if it cannot be read
     */
    public static TaxonomyFile read(Path file) {
        return of(text(file), file.toString());
    }

    /** Reads a taxonomy that the library brings along. */
    public static TaxonomyFile resource(String file) {
        return of(resourceText(file), file);
    }

    /** Reads a text that the library brings along. */
    static String resourceText(String file) {
        try (InputStream in = TaxonomyFile.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource " + FOLDER + file + " is missing from this build of augment");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + FOLDER + file + " cannot be read", e);
        }
    }

    /**
     * Reads a file of text.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static String text(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("There is no file " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads shares: the types of a taxonomy, a JSON object such as {@code {"Math": 2, "Writing": 1}}, or lines with a name and a
     * number that are set apart by a tab, a comma or an equals sign.
     *
     * @throws IllegalArgumentException if the file holds none of these
     * @throws UncheckedIOException if it cannot be read
     */
    public static Map<String, BigDecimal> shares(Path file) {
        String text = text(file);
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        if (!text.strip().startsWith("{")) {
            lines(text, file, shares);
        } else if (json(text, file.toString()).get("types") instanceof Json.Arr) {
            of(text, file.toString()).types().forEach(type -> shares.put(type.name(), type.share()));
        } else {
            json(text, file.toString())
                    .values()
                    .forEach((task, value) -> shares.put(task, number(value, file + ": the share of " + task)));
        }
        return shares;
    }

    private static void lines(String text, Path file, Map<String, BigDecimal> shares) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split("\\s*[\\t,=]\\s*(?=[^\\t,=]*$)", 2);
            try {
                shares.put(parts[0], new BigDecimal(parts.length < 2 ? "" : parts[1]));
            } catch (NumberFormatException e) {
                // A file of columns may begin with their names.
                if (!shares.isEmpty() || parts.length < 2 || number > 1) {
                    throw new IllegalArgumentException(
                            file + ":" + number
                                    + ": a line has a task type and its share, such as \"Math,2\"; this has not: "
                                    + line,
                            e);
                }
            }
        }
    }

    private static TaxonomyFile of(String text, String place) {
        Json.Obj root = json(text, place);
        if (!(root.get("types") instanceof Json.Arr types) || types.values().isEmpty()) {
            throw new IllegalArgumentException(place
                    + ": a taxonomy has a list \"types\", such as {\"types\": [{\"name\": \"Math\", \"share\": 2}]}");
        }
        List<TaskType> read = new ArrayList<>();
        for (Json value : types.values()) {
            read.add(type(value, place + ": type " + (read.size() + 1)));
        }
        String name = root.text("name");
        String others = root.text("others");
        return new TaxonomyFile(name == null ? "custom" : name, others == null ? TaskTypes.OTHERS : others, read);
    }

    private static TaskType type(Json value, String place) {
        if (value instanceof Json.Text name && !name.value().isBlank()) {
            return new TaskType(name.value(), "", List.of(), BigDecimal.ONE);
        }
        if (!(value instanceof Json.Obj type)) {
            throw new IllegalArgumentException(place + " is " + value.kind() + ", but must be an object with a name");
        }
        String name = type.text("name");
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(place + " has no name");
        }
        String description = type.text("description");
        List<String> examples = new ArrayList<>();
        if (type.get("examples") instanceof Json.Arr list) {
            for (Json example : list.values()) {
                if (example instanceof Json.Text text) {
                    examples.add(text.value());
                }
            }
        }
        Json share = type.get("share");
        return new TaskType(
                name,
                description == null ? "" : description,
                examples,
                share == null ? BigDecimal.ONE : number(share, place + ": the share of " + name));
    }

    private static BigDecimal number(@Nullable Json value, String place) {
        try {
            if (value instanceof Json.Literal literal) {
                return new BigDecimal(literal.value());
            }
            if (value instanceof Json.Text text) {
                return new BigDecimal(text.value().strip());
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException(place + " must be a number");
    }

    private static Json.Obj json(String text, String place) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonProblem e) {
            throw new IllegalArgumentException(place + " is no complete JSON: " + e.detail(), e);
        }
        throw new IllegalArgumentException(place + " must hold a JSON object");
    }
}
