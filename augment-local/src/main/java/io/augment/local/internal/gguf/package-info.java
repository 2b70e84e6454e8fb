/**
 * Reads GGUF files, versions 2 and 3: metadata, and where the tensors lie.
 *
 * <p>Nothing in a file is believed before it is checked against the file's size, so that a damaged or hostile one ends in a
 * {@link io.augment.local.ModelFileException} and not in an {@link java.lang.OutOfMemoryError}:
 *
 * <pre>{@code
 * try (GgufFile file = GgufFile.open(path)) {
 *     String architecture = file.metadata().string("general.architecture");
 *     GgufTensor embedding = file.tensor("token_embd.weight");
 *     ByteBuffer firstRows = file.map(embedding, 0, 16);
 * }
 * }</pre>
 *
 * <p>The format is described in the file {@code docs/gguf.md} of the repository ggml-org/ggml.
 */
@NullMarked
package io.augment.local.internal.gguf;

import org.jspecify.annotations.NullMarked;
