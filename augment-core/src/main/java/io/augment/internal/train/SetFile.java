package io.augment.internal.train;

import io.augment.export.ExportFormat;
import io.augment.export.Split;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.JsonWriter;
import io.augment.student.StudentProfile;
import io.augment.train.StudentSet;
import io.augment.train.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads the description of a training set: {@code set.json} in its directory. */
public final class SetFile {
    /** Name of the file with what was left out. */
    static final String LEFT_OUT = "left-out.jsonl";

    private static final String NAME = "set.json";
    /** Name of the file with the profile. */
    static final String PROFILE = "profile.json";

    private SetFile() {}

    /** Returns the rows of each part, by the files of one format. */
    static Map<String, Long> rows(Split split, ExportFormat format, Path directory, Map<Path, Long> files) {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String part : split.names()) {
            rows.put(part, files.getOrDefault(directory.resolve(fileName(format.fileName(), part)), 0L));
        }
        return rows;
    }

    /** Returns the name that an export gives a part's file. */
    private static String fileName(String whole, String part) {
        int dot = whole.indexOf('.');
        return whole.substring(0, dot) + "-" + part + whole.substring(dot);
    }

    static void write(StudentSet set, List<ExportFormat> formats, @Nullable StudentProfile profile) {
        try {
            if (profile != null) {
                TextFile.write(
                        set.directory().resolve(PROFILE), profile.toJson().stripTrailing() + "\n");
            }
            JsonWriter json = new JsonWriter().object();
            json.name("format")
                    .literal("1")
                    .name("name")
                    .text(set.name())
                    .name("profile")
                    .textOrNull(set.profile());
            json.name("formats").array();
            formats.forEach(format -> json.text(format.fileName()));
            json.endArray();
            counts(json, "rows", set.rows());
            counts(json, "leftOut", set.leftOut());
            counts(json, "tasks", set.tasks());
            counts(json, "madeBy", set.madeBy());
            TextFile.write(
                    set.directory().resolve(NAME), json.endObject().newline().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot describe the set in " + set.directory() + ": " + e.getMessage(), e);
        }
    }

    private static void counts(JsonWriter json, String name, Map<String, Long> counts) {
        json.name(name).object();
        counts.forEach((key, count) -> json.name(key).number(count));
        json.endObject();
    }

    /** Reads a description. */
    public static StudentSet read(Path directory) {
        Json.Obj set = object(directory);
        String name = set.text("name");
        if (name == null) {
            throw wrong(directory, null);
        }
        return new StudentSet(
                name,
                directory,
                set.text("profile"),
                counts(set, "rows"),
                counts(set, "leftOut"),
                counts(set, "tasks"),
                counts(set, "madeBy"));
    }

    private static Json.Obj object(Path directory) {
        try {
            byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
            if (new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj set) {
                return set;
            }
            throw wrong(directory, null);
        } catch (IOException | JsonProblem e) {
            throw wrong(directory, e);
        }
    }

    private static TrainingException wrong(Path directory, @Nullable Exception cause) {
        return new TrainingException(
                directory + " is no training set: it has no " + NAME
                        + " that can be read. StudentSets, or the command student-sets, writes one.",
                cause);
    }

    private static Map<String, Long> counts(Json.Obj set, String name) {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (set.get(name) instanceof Json.Obj object) {
            object.values().forEach((key, value) -> {
                if (value instanceof Json.Literal literal) {
                    counts.put(key, Long.parseLong(literal.value()));
                }
            });
        }
        return counts;
    }

    /** Returns the file of a part in a format. */
    public static Path path(StudentSet set, String format, String part) {
        if (!set.rows().containsKey(part)) {
            throw new IllegalArgumentException(
                    "The set " + set.name() + " has the parts " + set.rows().keySet() + ", but not " + part);
        }
        if (object(set.directory()).get("formats") instanceof Json.Arr formats) {
            for (Json one : formats.values()) {
                if (one instanceof Json.Text file
                        && file.value().substring(0, file.value().indexOf('.')).equals(format)) {
                    return set.directory().resolve(fileName(file.value(), part));
                }
            }
        }
        throw new IllegalArgumentException("The set " + set.name() + " was not written in the format " + format);
    }
}
