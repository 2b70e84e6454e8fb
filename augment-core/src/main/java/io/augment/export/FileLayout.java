package io.augment.export;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says how rows are divided into files, and what those are called. */
record FileLayout(@Nullable Split split, long maxRows, long maxBytes) {
    static final FileLayout ONE_FILE = new FileLayout(null, Long.MAX_VALUE, Long.MAX_VALUE);

    FileLayout {
        if (maxRows < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("A file must have room for at least 1 row and 1 byte");
        }
    }

    FileLayout withSplit(Split newSplit) {
        return new FileLayout(newSplit, maxRows, maxBytes);
    }

    FileLayout withMaxRows(long rows) {
        return new FileLayout(split, rows, maxBytes);
    }

    FileLayout withMaxBytes(long bytes) {
        return new FileLayout(split, maxRows, bytes);
    }

    boolean isSharded() {
        return maxRows < Long.MAX_VALUE || maxBytes < Long.MAX_VALUE;
    }

    /** Returns the names of the parts; one empty name without a split. */
    List<String> parts() {
        return split == null ? List.of("") : split.names();
    }

    /**
     * Returns the name of a part's file: {@code alpaca.json} becomes {@code alpaca-test.json}; a file called {@code train}
     * takes the part's name instead.
     */
    static String partName(String fileName, String part) {
        if (part.isEmpty()) {
            return fileName;
        }
        int slash = fileName.lastIndexOf('/') + 1;
        int dot = fileName.indexOf('.', slash + 1);
        String stem = dot < 0 ? fileName.substring(slash) : fileName.substring(slash, dot);
        String ending = dot < 0 ? "" : fileName.substring(dot);
        return fileName.substring(0, slash) + (stem.equals("train") ? part : stem + "-" + part) + ending;
    }

    /** Returns the name of one of several files that belong together. */
    static String shardName(String fileName, int number, int of) {
        int slash = fileName.lastIndexOf('/') + 1;
        int dot = fileName.indexOf('.', slash + 1);
        String ending = dot < 0 ? "" : fileName.substring(dot);
        String stem = dot < 0 ? fileName : fileName.substring(0, dot);
        return stem + String.format(Locale.ROOT, "-%05d-of-%05d", number, of) + ending;
    }
}
