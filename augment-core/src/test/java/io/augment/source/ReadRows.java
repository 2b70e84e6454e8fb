package io.augment.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.Instruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads whole sources for the tests. */
public record ReadRows(List<Instruction> seeds, List<SourceRow.Malformed> malformed) {
    /** Returns a file of the shared data, or skips the test where the data are absent. */
    public static Path shared(String name) {
        Path data = Path.of("..", "..", "shared", "data");
        assumeTrue(Files.isDirectory(data), "skipped: the shared test data are not here");
        return data.resolve(name);
    }

    public static ReadRows of(Source source) {
        List<Instruction> seeds = new ArrayList<>();
        List<SourceRow.Malformed> malformed = new ArrayList<>();
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof SourceRow.Seed seed) {
                    seeds.add(seed.instruction());
                } else if (row instanceof SourceRow.Malformed bad) {
                    malformed.add(bad);
                }
            }
        }
        return new ReadRows(seeds, malformed);
    }

    public static ReadRows of(Path file) {
        return of(Source.files(file));
    }

    /** Writes a file and reads it. */
    public static ReadRows of(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
        return of(file);
    }

    public static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int count() {
        return seeds.size() + malformed.size();
    }

    public List<String> reasons() {
        return malformed.stream().map(SourceRow.Malformed::reason).toList();
    }

    public List<String> texts() {
        return seeds.stream().map(Instruction::text).toList();
    }
}
