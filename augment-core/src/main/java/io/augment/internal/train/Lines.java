package io.augment.internal.train;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a file of JSON lines; a line that a killed program left half written is skipped. */
final class Lines {
    private Lines() {}

    static List<Json.Obj> read(Path file) throws IOException {
        List<Json.Obj> lines = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
                Json.Obj object = object(line);
                if (object != null) {
                    lines.add(object);
                }
            }
        }
        return lines;
    }

    private static Json.@Nullable Obj object(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            return new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj object ? object : null;
        } catch (JsonProblem e) {
            return null;
        }
    }
}
