package io.augment.train;

import io.augment.internal.train.SetFile;
import io.augment.source.Source;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes a training set on disk, as {@link StudentSets} wrote it.
 *
 * @param name {@code expansion}, {@code refinement}, {@code pairs}, {@code responses} or {@code preferences}
 * @param directory where its files are
 * @param profile name of the profile that made its prompts; null where the instruction itself is the prompt
 * @param rows rows of each part; there is always {@value #TRAIN}
 * @param leftOut how many candidates were left out for which reason
 * @param tasks rows of each task type
 * @param madeBy rows by who made their target: a model's identity, {@code rule:<name>}, or {@code given}
 */
public record StudentSet(
        String name,
        Path directory,
        @Nullable String profile,
        Map<String, Long> rows,
        Map<String, Long> leftOut,
        Map<String, Long> tasks,
        Map<String, Long> madeBy) {
    /** Name of the part to train on. */
    public static final String TRAIN = "train";

    /** Name of the part that is held out to measure the loss. */
    public static final String VALIDATION = "validation";

    /** Creates the description. */
    public StudentSet {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(directory, "directory");
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
        tasks = Collections.unmodifiableMap(new TreeMap<>(tasks));
        madeBy = Collections.unmodifiableMap(new TreeMap<>(madeBy));
    }

    /**
     * Reads the description of a set.
     *
     * @param directory directory of the set, with {@code set.json} in it
     * @throws TrainingException if there is none, or it cannot be read
     */
    public static StudentSet read(Path directory) {
        return SetFile.read(directory);
    }

    /** Returns the rows of all parts together. */
    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the file of a part in the format of this name: {@code augment}, {@code openai} or what was asked for.
     *
     * @throws IllegalArgumentException if there is no such part or format
     */
    public Path file(String format, String part) {
        return SetFile.path(this, format, part);
    }

    /** Returns whether it holds preferences, for DPO and the like, and not single targets. */
    public boolean isPreferences() {
        return name.equals("preferences");
    }

    /**
     * Returns the records of a part.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public Source source(String part) {
        return Source.files(file("augment", part));
    }
}
