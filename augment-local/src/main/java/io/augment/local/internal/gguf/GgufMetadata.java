package io.augment.local.internal.gguf;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the metadata of a GGUF file. Immutable.
 *
 * <p>A getter without a default throws a {@link ModelFileException} if the entry is not there; each getter does so if the
 * entry is of another kind.
 */
public final class GgufMetadata {
    private final Path file;
    private final Map<String, Object> values;

    /**
     * Creates metadata.
     *
     * @param file the file that exceptions name
     * @param values Long, Double, Boolean, String, GgufStrings, long[] or double[] by key
     */
    GgufMetadata(Path file, Map<String, Object> values) {
        this.file = file;
        this.values = values;
    }

    /** Returns the file that the metadata are from. */
    public Path file() {
        return file;
    }

    /** Returns the keys in the order of the file. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Returns whether there is an entry. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Returns a text. */
    public String string(String key) {
        return present(key, stringOrNull(key));
    }

    /** Returns a text, or null where there is none. */
    public @Nullable String stringOrNull(String key) {
        return get(key, String.class, "a text");
    }

    /** Returns a whole number; an unsigned 64-bit one above 2^63 is negative. */
    public long integer(String key) {
        return present(key, integerOrNull(key));
    }

    /** Returns a whole number, or the other where there is none. */
    public long integer(String key, long other) {
        Long value = integerOrNull(key);
        return value == null ? other : value;
    }

    /** Returns a whole number, or null where there is none. */
    public @Nullable Long integerOrNull(String key) {
        return get(key, Long.class, "a whole number");
    }

    /** Returns a number, or the other where there is none. */
    public double number(String key, double other) {
        return values.get(key) instanceof Long whole ? whole : number(key, (Double) other);
    }

    private double number(String key, Double other) {
        Double value = get(key, Double.class, "a number");
        return value == null ? other : value;
    }

    /** Returns a number. */
    public double number(String key) {
        require(key);
        return number(key, 0.0);
    }

    /** Returns a truth value, or the other where there is none. */
    public boolean bool(String key, boolean other) {
        Boolean value = get(key, Boolean.class, "a truth value");
        return value == null ? other : value;
    }

    /** Returns a list of texts. */
    public GgufStrings strings(String key) {
        return present(key, stringsOrNull(key));
    }

    /** Returns a list of texts, or null where there is none. */
    public @Nullable GgufStrings stringsOrNull(String key) {
        return get(key, GgufStrings.class, "a list of texts");
    }

    /** Returns a list of whole numbers; a copy. */
    public long[] integers(String key) {
        return present(key, integersOrNull(key));
    }

    /** Returns a list of whole numbers, or null where there is none; a copy. */
    public long @Nullable [] integersOrNull(String key) {
        long[] value = get(key, long[].class, "a list of whole numbers");
        return value == null ? null : value.clone();
    }

    /** Returns a list of numbers, or null where there is none; a copy. */
    public double @Nullable [] numbersOrNull(String key) {
        double[] value = get(key, double[].class, "a list of numbers");
        return value == null ? null : value.clone();
    }

    private void require(String key) {
        if (!values.containsKey(key)) {
            throw missing(key);
        }
    }

    private <T> T present(String key, @Nullable T value) {
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private ModelFileException missing(String key) {
        return new ModelFileException(file, Problem.MISSING_PART, "The metadata entry " + key + " is missing.");
    }

    private <T> @Nullable T get(String key, Class<T> kind, String name) {
        Object value = values.get(key);
        if (value != null && !kind.isInstance(value)) {
            throw new ModelFileException(
                    file, Problem.MISSING_PART, "The metadata entry " + key + " should be " + name + ", and is not.");
        }
        return value == null ? null : kind.cast(value);
    }

    @Override
    public String toString() {
        return "GgufMetadata[" + values.size() + " entries]";
    }
}
