package io.augment.local.internal.model;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import java.nio.file.Path;

/** Names the architectures that can be run. */
public enum Architecture {
    /** Llama and its kin: rotates neighboring pairs of values. */
    LLAMA("llama", true),
    /** Qwen2 and Qwen2.5: rotates values of the two halves, and adds biases to queries, keys and values. */
    QWEN2("qwen2", false),
    /** Qwen3: rotates values of the two halves, and norms queries and keys of each head. */
    QWEN3("qwen3", false);

    private final String key;
    private final boolean interleaved;

    Architecture(String key, boolean interleaved) {
        this.key = key;
        this.interleaved = interleaved;
    }

    /** Returns the name in the file, which also begins the keys of its metadata. */
    public String key() {
        return key;
    }

    /** Returns whether a position rotates neighboring pairs of values, and not pairs across the halves. */
    boolean interleaved() {
        return interleaved;
    }

    static Architecture of(Path file, String key) {
        for (Architecture architecture : values()) {
            if (architecture.key.equals(key)) {
                return architecture;
            }
        }
        throw new ModelFileException(
                file,
                Problem.UNSUPPORTED_ARCHITECTURE,
                "Architecture \"" + key + "\" is not supported; supported are llama, qwen2 and qwen3.");
    }
}
