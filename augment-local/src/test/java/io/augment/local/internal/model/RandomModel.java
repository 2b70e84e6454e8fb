package io.augment.local.internal.model;

import io.augment.local.internal.gguf.GgufType;
import io.augment.local.internal.gguf.GgufWriter;
import io.augment.local.internal.tensor.RandomBlocks;
import io.augment.local.internal.tensor.ReferenceBlocks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Makes small models with random weights, and knows the exact values of what it wrote. */
public final class RandomModel {
    final String architecture;
    final int width;
    final int layers = 2;
    final int heads = 4;
    final int keyHeads = 2;
    final int headWidth;
    final int inner;
    final int vocabulary;
    final boolean tied;
    final double base;
    final double epsilon = 1e-5;
    final Map<String, double[]> values = new LinkedHashMap<>();
    private final GgufWriter writer = new GgufWriter();
    private final GgufType type;
    private final Random random;

    /**
     * Makes a model.
     *
     * @param type of its matrices
     * @param tied whether the embedding is the output too
     */
    public RandomModel(String architecture, GgufType type, boolean tied, int vocabulary, long seed) {
        boolean large = type.blockValues() == 256;
        this.architecture = architecture;
        this.type = type;
        this.width = large ? 256 : 96;
        // Rows of the attention's output must fill whole blocks, too.
        this.headWidth = large ? 64 : architecture.equals("qwen3") ? 32 : 24;
        this.inner = large ? 512 : 160;
        this.vocabulary = vocabulary;
        this.tied = tied;
        this.base = architecture.equals("llama") ? 10_000 : 1_000_000;
        this.random = new Random(seed);
        metadata();
        tensors();
    }

    /** Returns the writer, for further metadata. */
    public GgufWriter writer() {
        return writer;
    }

    private void metadata() {
        writer.put("general.architecture", architecture)
                .put(architecture + ".embedding_length", width)
                .put(architecture + ".block_count", layers)
                .put(architecture + ".attention.head_count", heads)
                .put(architecture + ".attention.head_count_kv", keyHeads)
                .put(architecture + ".attention.key_length", headWidth)
                .put(architecture + ".attention.value_length", headWidth)
                .put(architecture + ".feed_forward_length", inner)
                .put(architecture + ".context_length", 256)
                .put(architecture + ".attention.layer_norm_rms_epsilon", (float) epsilon)
                .put(architecture + ".rope.freq_base", (float) base);
    }

    private void tensors() {
        matrix("token_embd.weight", width, vocabulary, 1);
        for (int i = 0; i < layers; i++) {
            String prefix = "blk." + i + ".";
            vector(prefix + "attn_norm.weight", width, 1, 0.1);
            attention(prefix, "attn_q", heads);
            attention(prefix, "attn_k", keyHeads);
            attention(prefix, "attn_v", keyHeads);
            if (architecture.equals("qwen3")) {
                vector(prefix + "attn_q_norm.weight", headWidth, 1, 0.1);
                vector(prefix + "attn_k_norm.weight", headWidth, 1, 0.1);
            }
            matrix(prefix + "attn_output.weight", heads * headWidth, width, 1.5);
            vector(prefix + "ffn_norm.weight", width, 1, 0.1);
            matrix(prefix + "ffn_gate.weight", width, inner, 1.5);
            matrix(prefix + "ffn_up.weight", width, inner, 1.5);
            matrix(prefix + "ffn_down.weight", inner, width, 1.5);
        }
        vector("output_norm.weight", width, 1, 0.1);
        if (!tied) {
            matrix("output.weight", width, vocabulary, 2);
        }
        if (architecture.equals("llama")) {
            vector("rope_freqs.weight", headWidth / 2, 2, 0.5);
        }
    }

    private void attention(String prefix, String name, int count) {
        matrix(prefix + name + ".weight", width, count * headWidth, 1.5);
        if (architecture.equals("qwen2")) {
            vector(prefix + name + ".bias", count * headWidth, 0, 0.3);
        }
    }

    private void matrix(String name, int columns, int rows, double gain) {
        byte[] packed = RandomBlocks.of(type, columns * rows, gain / Math.sqrt(columns), random);
        writer.tensor(name, type, packed, columns, rows);
        values.put(name, ReferenceBlocks.unpack(type, packed, columns * rows));
    }

    private void vector(String name, int length, double mean, double spread) {
        float[] floats = new float[length];
        double[] doubles = new double[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) (mean + spread * random.nextGaussian());
            doubles[i] = floats[i];
        }
        writer.tensor(name, floats, length);
        values.put(name, doubles);
    }
}
