package io.augment.local.internal.tensor;

import java.util.Arrays;

/** Multiplies a packed matrix with vectors. */
public final class MatrixProduct {
    /** Rows that are unpacked together; with {@link #CHUNK} columns they stay in a core's first cache. */
    private static final int TILE_ROWS = 8;

    private static final int CHUNK = 512;
    /** Products below which a job is not worth waking another thread. */
    private static final long SMALL = 1 << 16;

    private static final int TASKS_PER_THREAD = 4;

    private MatrixProduct() {}

    /**
     * Multiplies: {@code results[vector * rows + row]} is the product of a row and a vector.
     *
     * @param vectors one after the other, each padded with zeros to {@link Kernels#padded}
     * @param count how many vectors
     * @param results one result after the other, each padded to {@link Kernels#padded} of the matrix's rows; the padding is
     *     set to 0
     */
    public static void multiply(Workers workers, Matrix matrix, float[] vectors, int count, float[] results) {
        int tiles = (matrix.rows() + TILE_ROWS - 1) / TILE_ROWS;
        boolean small = (long) matrix.rows() * matrix.columns() * count < SMALL;
        int tasks = small || workers.threads() == 1 ? 1 : Math.min(tiles, workers.threads() * TASKS_PER_THREAD);
        workers.run(tasks, (task, scratch) -> {
            int end = (int) ((long) tiles * (task + 1) / tasks);
            for (int tile = (int) ((long) tiles * task / tasks); tile < end; tile++) {
                tile(workers.kernels(), matrix, tile * TILE_ROWS, vectors, count, results, scratch);
            }
        });
    }

    private static void tile(
            Kernels kernels, Matrix matrix, int first, float[] vectors, int count, float[] results, Scratch scratch) {
        int rows = Math.min(TILE_ROWS, matrix.rows() - first);
        int rowBytes = matrix.rowBytes();
        int columns = matrix.columns();
        int stride = Kernels.padded(columns);
        byte[] packed = scratch.bytes(TILE_ROWS * rowBytes);
        float[] weights = scratch.floats(TILE_ROWS * CHUNK);
        float[] sums = scratch.sums(TILE_ROWS * count * Kernels.LANES);
        Arrays.fill(sums, 0, TILE_ROWS * count * Kernels.LANES, 0f);
        matrix.copyRows(first, rows, packed);
        for (int chunk = 0; chunk < columns; chunk += CHUNK) {
            int length = Math.min(CHUNK, columns - chunk);
            int padded = Kernels.padded(length);
            int chunkBytes = (int) matrix.type().rowBytes(chunk);
            for (int row = 0; row < rows; row++) {
                int to = row * CHUNK;
                kernels.unpack(matrix.type(), packed, row * rowBytes + chunkBytes, weights, to, length);
                Arrays.fill(weights, to + length, to + padded, 0f);
            }
            // Rows beyond the last hold what was there before; their sums are not read.
            kernels.multiplyAdd(
                    weights, 0, CHUNK, rows <= 4 ? 4 : TILE_ROWS, vectors, chunk, stride, count, padded, sums);
        }
        int outStride = Kernels.padded(matrix.rows());
        for (int vector = 0; vector < count; vector++) {
            for (int row = 0; row < rows; row++) {
                results[vector * outStride + first + row] = Kernels.sum(sums, (row * count + vector) * Kernels.LANES);
            }
            if (first + rows == matrix.rows()) {
                Arrays.fill(results, vector * outStride + matrix.rows(), (vector + 1) * outStride, 0f);
            }
        }
    }
}
