/**
 * Multiplies matrices whose values are packed into few bits with vectors of 32-bit floats.
 *
 * <p>Values are unpacked a tile at a time and then multiplied with as many vectors as there are, so that the unpacking is paid
 * once for all of them. A sum has eight partial sums, each over every
 * eighth product in order, fused; they are added in a fixed order at the end. Thus a result has the same bits whatever the
 * number of vectors or threads, and whether or not the JVM has the Vector API:
 *
 * <pre>{@code
 * Matrix weights = Matrix.of(file, file.tensor("output.weight"));
 * try (Workers workers = new Workers(2, KernelChoice.best(), "example")) {
 *     MatrixProduct.multiply(workers, weights, vectors, count, results);
 * }
 * }</pre>
 */
@NullMarked
package io.augment.local.internal.tensor;

import org.jspecify.annotations.NullMarked;
