package io.augment.internal.export;

import io.augment.export.ExportException;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps LLaMA-Factory's index {@code dataset_info.json} beside a file: the file's entry is set, all others stay.
 *
 * <p>The fields are those of the data README of hiyouga/LLaMA-Factory.
 */
final class DatasetInfo {
    private static final String FILE = "dataset_info.json";

    private DatasetInfo() {}

    /**
     * Checks that an entry can be added, so that this is known before the file is written.
     *
     * @throws ExportException if an index is there that is no JSON object
     */
    static void check(Path file) {
        try {
            read(file.resolveSibling(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds the entry of a file; it is called like the file without its endings.
     *
     * @throws ExportException if an index is there that is no JSON object
     */
    static void add(Path file, Json.Obj entry) {
        String fileName = String.valueOf(file.getFileName());
        if (fileName.endsWith(".gz")) {
            // LLaMA-Factory tells the type from the name's last ending, and knows no packed files.
            return;
        }
        int dot = fileName.indexOf('.', 1);
        Map<String, Json> described = new LinkedHashMap<>();
        described.put("file_name", new Json.Text(fileName));
        described.putAll(entry.values());
        Path index = file.resolveSibling(FILE);
        try {
            Map<String, Json> entries = new LinkedHashMap<>(read(index).values());
            entries.put(dot < 0 ? fileName : fileName.substring(0, dot), new Json.Obj(described));
            JsonWriter out = new JsonWriter();
            pretty(new Json.Obj(entries), out, 0);
            Path temporary = file.resolveSibling("." + FILE + ".tmp");
            try (DurableFile target = DurableFile.create(temporary)) {
                out.newline().drainTo(target);
            }
            Files.move(temporary, index, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json.Obj read(Path index) throws IOException {
        if (!Files.exists(index)) {
            return new Json.Obj(Map.of());
        }
        byte[] bytes = Files.readAllBytes(index);
        int start =
                new String(bytes, 0, Math.min(bytes.length, 3), StandardCharsets.UTF_8).startsWith("\ufeff") ? 3 : 0;
        try {
            if (new JsonReader().read(bytes, start, bytes.length) instanceof Json.Obj entries) {
                return entries;
            }
        } catch (JsonProblem e) {
            throw notAnIndex(index, e);
        }
        throw notAnIndex(index, null);
    }

    private static ExportException notAnIndex(Path index, @Nullable JsonProblem cause) {
        return new ExportException(
                "The file " + index
                        + " is not a JSON object, so no data set can be added to it. Move it away or correct it.",
                cause);
    }

    private static void pretty(Json value, JsonWriter out, int indent) {
        if (!(value instanceof Json.Obj object) || object.values().isEmpty()) {
            out.json(value);
            return;
        }
        out.raw('{');
        Iterator<Map.Entry<String, Json>> members = object.values().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            indent(out, indent + 1);
            out.name(member.getKey()).raw(' ');
            pretty(member.getValue(), out, indent + 1);
            if (members.hasNext()) {
                out.raw(',');
            }
        }
        indent(out, indent);
        out.raw('}');
    }

    private static void indent(JsonWriter out, int depth) {
        out.newline();
        for (int i = 0; i < depth * 2; i++) {
            out.raw(' ');
        }
    }
}
