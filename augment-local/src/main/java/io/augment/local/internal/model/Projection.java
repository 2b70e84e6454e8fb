package io.augment.local.internal.model;

import io.augment.local.internal.tensor.Kernels;
import io.augment.local.internal.tensor.Matrix;
import io.augment.local.internal.tensor.MatrixProduct;
import io.augment.local.internal.tensor.Workers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a matrix with what comes after it: a bias, and the low-rank matrices of adapters.
 *
 * @param matrix the weights
 * @param bias values that are added to each result, or null
 * @param adapters the adapters' matrices for these weights, one entry for each adapter of the model
 */
record Projection(Matrix matrix, @Nullable Vector bias, List<@Nullable LowRank> adapters) {
    /** Holds values; arrays have no place in records. */
    static final class Vector {
        final float[] values;

        Vector(float[] values) {
            this.values = values;
        }
    }

    int outWidth() {
        return Kernels.padded(matrix.rows());
    }

    /** Multiplies all rows of a batch; {@code low} is memory of the batch for the adapters. */
    void apply(Workers workers, Batch batch, float[] input, int count, float[] output, float[] low, float[] change) {
        MatrixProduct.multiply(workers, matrix, input, count, output);
        int stride = outWidth();
        if (bias != null) {
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < matrix.rows(); i++) {
                    output[row * stride + i] += bias.values[i];
                }
            }
        }
        for (int adapter = 0; adapter < adapters.size(); adapter++) {
            LowRank pair = adapters.get(adapter);
            if (pair == null || !batch.uses(adapter)) {
                continue;
            }
            MatrixProduct.multiply(workers, pair.down(), input, count, low);
            MatrixProduct.multiply(workers, pair.up(), low, count, change);
            for (int row = 0; row < count; row++) {
                float scale = pair.factor() * batch.cache(row).adapterScale(adapter);
                if (scale != 0) {
                    workers.kernels().addScaled(scale, change, row * stride, output, row * stride, stride);
                }
            }
        }
    }

    /**
     * Is an adapter's change of a matrix: {@code factor * up * down}.
     *
     * @param down from the input to the rank
     * @param up from the rank to the output
     * @param factor alpha over rank
     */
    record LowRank(Matrix down, Matrix up, float factor) {}
}
