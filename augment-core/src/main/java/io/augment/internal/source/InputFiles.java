package io.augment.internal.source;

import io.augment.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the files behind the paths that a user names. */
final class InputFiles {
    private static final Set<String> ENDINGS = Set.of("json", "jsonl", "ndjson", "csv", "tsv");
    private static final Set<String> PACKED = Set.of("gz", "zst");

    private static final Set<String> DOCUMENTS = Set.of("txt", "text", "md", "markdown");

    private InputFiles() {}

    /**
     * Returns the documents, as {@link #list} returns data.
     *
     * @throws SourceException if a path does not exist or cannot be read, or a directory holds no document
     */
    static List<Path> documents(List<Path> paths) {
        return list(paths, DOCUMENTS);
    }

    /**
     * Returns the files, those of a directory in the order of their names; hidden ones and those that are no data by their
     * name are left out of directories.
     *
     * @throws SourceException if a path does not exist or cannot be read, or a directory holds no data
     */
    static List<Path> list(List<Path> paths) {
        return list(paths, ENDINGS);
    }

    private static List<Path> list(List<Path> paths, Set<String> endings) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(directory(path, endings));
            } else if (!Files.exists(path)) {
                throw new SourceException(
                        "There is no file " + path + ". Check the path; it is taken from the directory in which the"
                                + " program was started.",
                        null);
            } else if (!Files.isReadable(path)) {
                throw new SourceException("The file " + path + " cannot be read. Check its permissions.", null);
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> directory(Path directory, Set<String> endings) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(file -> isData(directory.relativize(file), endings) && Files.isRegularFile(file))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException("The directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
        if (files.isEmpty()) {
            throw new SourceException(
                    "The directory " + directory + " holds no data: the name of no file in it ends with one of "
                            + String.join(", ", endings.stream().sorted().toList())
                            + ", plain or packed as .gz or .zst. Name the files one by one.",
                    null);
        }
        return files;
    }

    private static boolean isData(Path file, Set<String> endings) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (PACKED.contains(ending)) {
            String inner = name.substring(0, name.lastIndexOf('.'));
            ending = inner.substring(inner.lastIndexOf('.') + 1);
        }
        return endings.contains(ending);
    }
}
