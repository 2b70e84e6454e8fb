package io.augment.internal.filter;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.Utf8;
import io.augment.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the files of benchmarks: JSON Lines, JSON arrays, JSON objects that hold the items, CSV; plain or gzipped. */
public final class BenchmarkReader {
    private static final List<String> LISTS = List.of("examples", "data", "questions", "items", "instances", "rows");

    private BenchmarkReader() {}

    /**
     * Reads a file, or all files of a folder and its subfolders that have a known ending.
     *
     * @throws SourceException if a file cannot be read, or holds nothing that can be understood
     */
    public static List<BenchmarkText> read(Path path) {
        if (!Files.isDirectory(path)) {
            return readFile(path);
        }
        List<BenchmarkText> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            files.filter(Files::isRegularFile)
                    .filter(BenchmarkReader::isKnown)
                    .sorted()
                    .forEach(file -> texts.addAll(readFile(file)));
        } catch (IOException e) {
            throw new SourceException("Cannot list the folder " + path + ": " + e.getMessage(), e);
        }
        if (texts.isEmpty()) {
            throw new SourceException(
                    "The folder " + path + " holds no benchmark file (.json, .jsonl, .csv, .tsv, also with .gz)", null);
        }
        return texts;
    }

    private static boolean isKnown(Path file) {
        String name = plainName(file);
        return Stream.of(".jsonl", ".json", ".ndjson", ".csv", ".tsv").anyMatch(name::endsWith);
    }

    private static String plainName(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    private static List<BenchmarkText> readFile(Path file) {
        byte[] bytes = bytes(file);
        BenchmarkItems items = new BenchmarkItems(shortName(file));
        String name = plainName(file);
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            readTable(file, bytes, name.endsWith(".tsv") ? '\t' : ',', items);
        } else {
            readJson(file, bytes, items);
        }
        if (items.texts().isEmpty()) {
            throw new SourceException("No text of a question was found in the benchmark file " + file, null);
        }
        return items.texts();
    }

    /** Returns the file's name with its folder's, as many benchmarks call their files alike. */
    private static String shortName(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        String name = file.getFileName().toString();
        return folder == null || folder.getFileName() == null ? name : folder.getFileName() + "/" + name;
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readAllBytes();
            boolean isGzip = bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
            if (!isGzip) {
                return bytes;
            }
            try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
                return unpacked.readAllBytes();
            }
        } catch (IOException e) {
            throw new SourceException("Cannot read the benchmark file " + file + ": " + e.getMessage(), e);
        }
    }

    private static void readJson(Path file, byte[] bytes, BenchmarkItems items) {
        JsonReader reader = new JsonReader();
        int at = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB ? 3 : 0;
        at = space(bytes, at);
        while (at < bytes.length) {
            int line = 1 + Utf8.newlines(bytes, 0, at);
            try {
                addJson(reader.readFirst(bytes, at, bytes.length), line, items);
                at = space(bytes, reader.position());
            } catch (JsonProblem problem) {
                throw new SourceException(
                        "The benchmark file " + file + " is not JSON at line " + line + ": " + problem.detail(),
                        problem);
            }
        }
    }

    private static int space(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static void addJson(Json value, int line, BenchmarkItems items) {
        if (value instanceof Json.Arr list) {
            for (int i = 0; i < list.values().size(); i++) {
                addItem(list.values().get(i), i + 1, items);
            }
            return;
        }
        if (value instanceof Json.Obj object) {
            for (String name : LISTS) {
                if (object.get(name) instanceof Json.Arr list
                        && !list.values().isEmpty()
                        && list.values().get(0) instanceof Json.Obj) {
                    items.addCanary(object);
                    addJson(list, line, items);
                    return;
                }
            }
        }
        addItem(value, line, items);
    }

    private static void addItem(Json value, int number, BenchmarkItems items) {
        if (value instanceof Json.Obj object) {
            items.add(number, object);
        } else if (value instanceof Json.Text text) {
            items.add(number, new Json.Obj(Map.of("text", text)));
        }
    }

    private static void readTable(Path file, byte[] bytes, char separator, BenchmarkItems items) {
        String text = Utf8.decode(bytes, 0, bytes.length);
        if (text == null) {
            throw new SourceException("The benchmark file " + file + " is not in UTF-8", null);
        }
        String table = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(table)) {
            @Nullable List<String> header = null;
            for (CsvRecord row : rows) {
                if (header == null) {
                    header = header(row.getFields());
                    if (header.equals(row.getFields())) {
                        continue;
                    }
                }
                Map<String, Json> cells = new LinkedHashMap<>();
                for (int i = 0; i < Math.min(header.size(), row.getFieldCount()); i++) {
                    cells.put(header.get(i), new Json.Text(row.getField(i)));
                }
                items.add((int) row.getStartingLineNumber(), new Json.Obj(cells));
            }
        } catch (RuntimeException | IOException e) {
            throw new SourceException("The benchmark file " + file + " is no table: " + e.getMessage(), e);
        }
    }

    /** Returns the first row where it names a question, or else the columns of MMLU, which comes without a header. */
    private static List<String> header(List<String> first) {
        boolean named = first.stream().anyMatch(BenchmarkItems::namesText);
        return named ? first : List.of("question", "A", "B", "C", "D", "answer");
    }
}
