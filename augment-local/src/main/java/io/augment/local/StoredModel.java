package io.augment.local;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Is a model's file in the store.
 *
 * @param path where it lies
 * @param size its size in bytes
 * @param sha256 the SHA-256 that was computed of it, as 64 hexadecimal digits
 * @param isVerified whether that is the digest that was known beforehand; false where none was known
 */
public record StoredModel(Path path, long size, String sha256, boolean isVerified) {
    /** Creates a description. */
    public StoredModel {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sha256, "sha256");
    }
}
