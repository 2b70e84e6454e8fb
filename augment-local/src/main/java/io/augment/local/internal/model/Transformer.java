package io.augment.local.internal.model;

import io.augment.local.internal.tensor.Kernels;
import io.augment.local.internal.tensor.Scratch;
import io.augment.local.internal.tensor.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs batches of tokens through a model.
 *
 * <p>What a row yields depends on its text alone, bit for bit: not on the other rows, nor on how many threads there are, nor
 * on how its text was cut into batches. For one caller at a time.
 */
public final class Transformer {
    /** Positions whose attention scores are made together. */
    private static final int TILE = 32;

    private final Weights weights;
    private final ModelShape shape;
    private final Workers workers;
    private final Kernels kernels;
    private final Rope rope;
    private final int capacity;
    private final float[] state;
    private final float[] normed;
    private final float[] query;
    private final float[] key;
    private final float[] value;
    private final float[] mixed;
    private final float[] gate;
    private final float[] up;
    private final float[] part;
    private final float[] low;
    private final float[] change;
    private float[] logits = new float[0];

    /**
     * Creates a transformer.
     *
     * @param capacity most rows of a batch
     */
    public Transformer(Weights weights, Workers workers, int capacity) {
        this.weights = weights;
        this.shape = weights.shape();
        this.workers = workers;
        this.kernels = workers.kernels();
        this.rope = weights.rope();
        this.capacity = capacity;
        int width = Kernels.padded(shape.width());
        int inner = Kernels.padded(shape.feedForward());
        this.state = new float[capacity * width];
        this.normed = new float[capacity * width];
        this.query = new float[capacity * shape.queryWidth()];
        this.key = new float[capacity * shape.keyWidth()];
        this.value = new float[capacity * shape.keyWidth()];
        this.mixed = new float[capacity * shape.queryWidth()];
        this.gate = new float[capacity * inner];
        this.up = new float[capacity * inner];
        this.part = new float[capacity * width];
        int rank = adapterRank();
        this.low = new float[capacity * Kernels.padded(rank)];
        this.change = new float[rank == 0 ? 0 : capacity * Math.max(Math.max(width, inner), shape.queryWidth())];
    }

    private int adapterRank() {
        int rank = 0;
        for (Weights.Layer layer : weights.layers()) {
            for (Projection projection : java.util.List.of(
                    layer.query(),
                    layer.key(),
                    layer.value(),
                    layer.attentionOutput(),
                    layer.gate(),
                    layer.up(),
                    layer.down())) {
                for (Projection.LowRank pair : projection.adapters()) {
                    rank = pair == null ? rank : Math.max(rank, pair.down().rows());
                }
            }
        }
        return rank;
    }

    /** Computes a batch: fills the caches' new positions, and the batch's outputs. */
    public void run(Batch batch) {
        int rows = batch.size();
        if (rows > capacity) {
            throw new IllegalArgumentException("The batch has " + rows + " rows, more than " + capacity);
        }
        int width = Kernels.padded(shape.width());
        int furthest = 0;
        for (int row = 0; row < rows; row++) {
            weights.embedding().unpackRow(kernels, batch.token(row), state, row * width);
            Arrays.fill(state, row * width + shape.width(), (row + 1) * width, 0f);
            furthest = Math.max(furthest, batch.position(row));
        }
        rope.reserve(furthest + 1);
        for (int i = 0; i < shape.layers(); i++) {
            Weights.Layer layer = weights.layers().get(i);
            attend(layer, i, batch);
            feedForward(layer, batch);
        }
        int outputs = batch.outputCount();
        for (int i = 0; i < outputs; i++) {
            norm(state, batch.outputRow(i) * width, normed, i * width, shape.width(), weights.outputNorm().values);
        }
        int stride = weights.output().outWidth();
        if (logits.length < outputs * stride) {
            logits = new float[outputs * stride];
        }
        if (outputs > 0) {
            weights.output().apply(workers, batch, normed, outputs, logits, low, change);
        }
        batch.results(normed, width, logits, stride);
    }

    private void attend(Weights.Layer layer, int number, Batch batch) {
        int rows = batch.size();
        norm(batch, layer.attentionNorm().values);
        apply(layer.query(), batch, normed, query);
        apply(layer.key(), batch, normed, key);
        apply(layer.value(), batch, normed, value);
        int queryWidth = shape.queryWidth();
        int keyWidth = shape.keyWidth();
        workers.run(rows, (row, scratch) -> {
            normHeads(query, row * queryWidth, shape.heads(), layer.queryNorm());
            normHeads(key, row * keyWidth, shape.keyHeads(), layer.keyNorm());
            int position = batch.position(row);
            rope.rotate(query, row * queryWidth, shape.heads(), position);
            rope.rotate(key, row * keyWidth, shape.keyHeads(), position);
            KvCache cache = batch.cache(row);
            System.arraycopy(key, row * keyWidth, cache.keys(number), position * keyWidth, keyWidth);
            System.arraycopy(value, row * keyWidth, cache.values(number), position * keyWidth, keyWidth);
        });
        workers.run(
                rows * shape.keyHeads(),
                (task, scratch) -> mix(batch, number, task / shape.keyHeads(), task % shape.keyHeads(), scratch));
        apply(layer.attentionOutput(), batch, mixed, part);
        add(part, rows);
    }

    /** Computes the attention of all query heads that share a key head. */
    private void mix(Batch batch, int layer, int row, int keyHead, Scratch scratch) {
        int headWidth = shape.headWidth();
        int keyWidth = shape.keyWidth();
        int group = shape.heads() / shape.keyHeads();
        int length = batch.position(row) + 1;
        KvCache cache = batch.cache(row);
        int first = row * shape.queryWidth() + keyHead * group * headWidth;
        float[] memory = scratch.floats(group * length);
        float scale = (float) (1 / Math.sqrt(headWidth));
        float[] tile = scratch.more(TILE * group * Kernels.LANES);
        for (int start = 0; start < length; start += TILE) {
            int positions = Math.min(TILE, length - start);
            Arrays.fill(tile, 0f);
            kernels.multiplyAdd(
                    cache.keys(layer),
                    start * keyWidth + keyHead * headWidth,
                    keyWidth,
                    (positions + 3) / 4 * 4,
                    query,
                    first,
                    headWidth,
                    group,
                    headWidth,
                    tile);
            for (int i = 0; i < positions; i++) {
                for (int head = 0; head < group; head++) {
                    memory[head * length + start + i] = Kernels.sum(tile, (i * group + head) * Kernels.LANES) * scale;
                }
            }
        }
        for (int head = 0; head < group; head++) {
            float factor = 1 / softmax(memory, head * length, length);
            int to = first + head * headWidth;
            Arrays.fill(mixed, to, to + headWidth, 0f);
            float[] values = cache.values(layer);
            for (int i = 0; i < length; i++) {
                kernels.addScaled(
                        memory[head * length + i], values, i * keyWidth + keyHead * headWidth, mixed, to, headWidth);
            }
            for (int i = to; i < to + headWidth; i++) {
                mixed[i] *= factor;
            }
        }
    }

    /** Replaces scores by their exponentials above the largest, and returns the sum. */
    private float softmax(float[] scores, int from, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + length; i++) {
            largest = Math.max(largest, scores[i]);
        }
        for (int i = from; i < from + length; i++) {
            scores[i] -= largest;
        }
        kernels.exp(scores, from, length);
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += scores[i];
        }
        return (float) sum;
    }

    private void feedForward(Weights.Layer layer, Batch batch) {
        int rows = batch.size();
        norm(batch, layer.feedForwardNorm().values);
        apply(layer.gate(), batch, normed, gate);
        apply(layer.up(), batch, normed, up);
        int inner = Kernels.padded(shape.feedForward());
        workers.run(rows, (row, scratch) -> {
            float[] exponentials = scratch.floats(inner);
            int from = row * inner;
            for (int i = 0; i < inner; i++) {
                exponentials[i] = -gate[from + i];
            }
            kernels.exp(exponentials, 0, inner);
            for (int i = 0; i < inner; i++) {
                up[from + i] *= gate[from + i] / (1 + exponentials[i]);
            }
        });
        apply(layer.down(), batch, up, part);
        add(part, rows);
    }

    private void apply(Projection projection, Batch batch, float[] input, float[] output) {
        projection.apply(workers, batch, input, batch.size(), output, low, change);
    }

    private void add(float[] change, int rows) {
        int length = rows * Kernels.padded(shape.width());
        for (int i = 0; i < length; i++) {
            state[i] += change[i];
        }
    }

    private void norm(Batch batch, float[] factors) {
        int width = Kernels.padded(shape.width());
        for (int row = 0; row < batch.size(); row++) {
            norm(state, row * width, normed, row * width, shape.width(), factors);
        }
    }

    private void normHeads(float[] values, int from, int heads, Projection.@Nullable Vector factors) {
        if (factors == null) {
            return;
        }
        for (int head = 0; head < heads; head++) {
            int at = from + head * shape.headWidth();
            norm(values, at, values, at, shape.headWidth(), factors.values);
        }
    }

    /** Divides by the root of the mean square (Zhang and Sennrich, arXiv 1910.07467). */
    private void norm(float[] source, int from, float[] target, int to, int length, float[] factors) {
        int padded = Kernels.padded(length);
        double mean = kernels.dot(source, from, source, from, padded) / (double) length;
        float scale = (float) (1 / Math.sqrt(mean + shape.epsilon()));
        for (int i = 0; i < padded; i++) {
            target[to + i] = source[from + i] * scale * factors[i];
        }
    }
}
