package io.augment.local;

import io.augment.local.internal.store.Download;
import io.augment.local.internal.store.DownloadLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps model files in a folder, and fetches them when it is told to.
 *
 * <p>Nothing is downloaded but by {@link #download}: calling it is the consent, and its caller has asked. A download goes on where
 * an earlier one broke off, is checked for size and SHA-256, and appears under its name only when it is whole; two processes
 * that want the same file at once fetch it once. The folder is {@code AUGMENT_MODEL_DIR}, else {@code augment/models} below
 * {@code XDG_CACHE_HOME} or {@code ~/.cache}. {@code HF_ENDPOINT} names a mirror; {@code HF_TOKEN} is sent to that host alone,
 * and never along a redirect to another one. Safe for use by many threads.
 *
 * <pre>{@code
 * ModelStore store = ModelStore.standard();
 * Path gguf = store.resolve("qwen2.5-0.5b-instruct-q8_0");
 * }</pre>
 */
public final class ModelStore {
    private static final String ENDPOINT = "https://huggingface.co";

    private final Path directory;
    private final String endpoint;
    private final @Nullable String token;
    private final ToLongFunction<Path> freeSpace;

    private ModelStore(Path directory, Function<String, @Nullable String> environment, ToLongFunction<Path> freeSpace) {
        this.directory = directory;
        String mirror = text(environment, "HF_ENDPOINT");
        this.endpoint = (mirror == null ? ENDPOINT : mirror).replaceFirst("/+$", "");
        this.token = text(environment, "HF_TOKEN");
        this.freeSpace = freeSpace;
    }

    /** Returns the store in the usual folder. */
    public static ModelStore standard() {
        return at(usual(System::getenv));
    }

    /** Returns the store in a folder, which is made when it is needed. */
    public static ModelStore at(Path directory) {
        return new ModelStore(directory, System::getenv, ModelStore::usableSpace);
    }

    /** Does the same with an environment and a disk of the caller's, for tests. */
    static ModelStore at(Path directory, Map<String, String> environment, ToLongFunction<Path> freeSpace) {
        return new ModelStore(directory, environment::get, freeSpace);
    }

    static Path usual(Function<String, @Nullable String> environment) {
        String own = text(environment, "AUGMENT_MODEL_DIR");
        if (own != null) {
            return Path.of(own);
        }
        String cache = text(environment, "XDG_CACHE_HOME");
        Path below = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return below.resolve("augment").resolve("models");
    }

    private static @Nullable String text(Function<String, @Nullable String> environment, String variable) {
        String value = environment.apply(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static long usableSpace(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Returns the folder. */
    public Path directory() {
        return directory;
    }

    /** Returns where a model's file is fetched from. */
    public String url(ModelFile model) {
        return endpoint + "/" + model.repository() + "/resolve/" + model.revision() + "/" + model.file();
    }

    /** Returns where a model's file lies once it is there. */
    public Path path(ModelFile model) {
        return directory.resolve(model.repository().replace('/', '_')).resolve(model.fileName());
    }

    /** Returns a model's file, or null while it is not there. */
    public @Nullable Path find(ModelFile model) {
        Path path = path(model);
        return Files.isRegularFile(path) ? path : null;
    }

    /**
     * Returns the file that a user named: a path as it is, or the name of a {@linkplain ModelFile#suggested() suggested} model that
     * is in the store. Fetches nothing.
     *
     * @throws ModelStoreException if there is no such file; the message says where it can be had
     */
    public Path resolve(String nameOrPath) {
        ModelFile known = null;
        for (ModelFile model : ModelFile.suggested()) {
            known = model.name().equals(nameOrPath) ? model : known;
        }
        Path found = known == null ? null : find(known);
        if (found != null) {
            return found;
        }
        if (known != null) {
            throw new ModelStoreException(
                    "The model " + nameOrPath + " is not at " + path(known) + ". Download it there from " + url(known)
                            + " (" + shownSize(known) + ", license " + known.license()
                            + "), or name a GGUF file of yours.",
                    null);
        }
        Path path = Path.of(nameOrPath);
        if (Files.isRegularFile(path)) {
            return path;
        }
        throw new ModelStoreException(
                "There is no file " + nameOrPath + ", and no suggested model has this name. Suggested are "
                        + String.join(", ", names()) + ".",
                null);
    }

    private static List<String> names() {
        return ModelFile.suggested().stream().map(ModelFile::name).toList();
    }

    private static String shownSize(ModelFile model) {
        Long size = model.size();
        return size == null ? "size unknown" : size / 1_000_000 + " MB";
    }

    /**
     * Fetches a model's file, unless it is there, and returns it with its digest. Call it only when the user has agreed.
     *
     * @throws ModelStoreException if it cannot be had whole and right: the server does not have it, breaks off again and again, sends
     *     another file than was described, or the disk has no room
     */
    public StoredModel download(ModelFile model, DownloadListener listener) {
        Objects.requireNonNull(listener, "listener");
        Path target = path(model);
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            try (DownloadLock lock = DownloadLock.of(target)) {
                return new Download(model, url(model), target, token, freeSpace, listener).run(lock);
            }
        } catch (IOException e) {
            throw new ModelStoreException(
                    "The model " + model.name() + " could not be stored at " + target + ": " + e.getMessage(), e);
        }
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "ModelStore[" + directory + "]";
    }
}
