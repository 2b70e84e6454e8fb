package io.augment.chat;

import java.util.Objects;

/**
 * Names the prompt that a request was made from, for provenance.
 *
 * @param id identifier, version and language, such as {@code expand/1/en}
 * @param hash first 16 hexadecimal digits of the SHA-256 of the prompt's text before it was filled in
 */
public record PromptRef(String id, String hash) {
    /** Creates a reference. */
    public PromptRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(hash, "hash");
    }
}
