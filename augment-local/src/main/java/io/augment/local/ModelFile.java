package io.augment.local;

import io.augment.local.internal.store.Catalog;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a file of a model repository. Immutable.
 *
 * <pre>{@code
 * ModelFile mine = new ModelFile("my-student", "my-org/my-student-GGUF", "main", "my-student-q8_0.gguf", null, null, "Apache-2.0");
 * }</pre>
 *
 * @param name short name: letters, digits, dots, hyphens and underscores
 * @param repository owner and repository, such as {@code Qwen/Qwen2.5-0.5B-Instruct-GGUF}
 * @param revision a commit, which pins the file, or a branch
 * @param file the file's path in the repository
 * @param size exact size in bytes, or null where it is not known
 * @param sha256 SHA-256 as 64 hexadecimal digits, or null where none is known
 * @param license the license's name, such as {@code Apache-2.0}; what it allows is for you to check
 */
public record ModelFile(
        String name,
        String repository,
        String revision,
        String file,
        @Nullable Long size,
        @Nullable String sha256,
        String license) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern REPOSITORY = Pattern.compile(NAME + "/" + NAME);
    private static final Pattern PATH = Pattern.compile(NAME + "(?:/" + NAME + ")*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Creates a description.
     *
     * @throws IllegalArgumentException if a part has another form
     */
    public ModelFile {
        check(NAME, "name", name);
        check(REPOSITORY, "repository", repository);
        check(PATH, "revision", revision);
        check(PATH, "file", file);
        if (size != null && size < 1) {
            throw new IllegalArgumentException("A model's size must be at least 1, but was " + size);
        }
        if (sha256 != null) {
            check(SHA256, "sha256", sha256);
        }
        if (license.isBlank()) {
            throw new IllegalArgumentException("Name the license of the model " + name + ", or \"unknown\"");
        }
    }

    /** Returns the models that the library suggests, the smallest first. */
    public static List<ModelFile> suggested() {
        return Catalog.models();
    }

    /** Returns the name of the file in the store: the last part of its path. */
    public String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static void check(Pattern form, String part, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("This is no " + part + " of a model's file: " + value);
        }
    }
}
