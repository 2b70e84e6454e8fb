package io.augment.benchmarks;

import io.augment.local.internal.gguf.GgufType;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes model files of a qwen2 model's shape with random weights, which are as fast as real ones and say nothing. */
final class RandomGguf {
    private static final int ALIGNMENT = 32;
    private static final int SAMPLE = 1 << 16;

    /** Holds the sizes of a model. */
    record Shape(int width, int layers, int heads, int keyHeads, int feedForward, int vocabulary) {
        /** Qwen2-0.5B ({@code config.json} of its release). */
        static final Shape HALF = new Shape(896, 24, 14, 2, 4864, 151_936);
        /** Qwen2-1.5B ({@code config.json} of its release). */
        static final Shape ONE_AND_A_HALF = new Shape(1536, 28, 12, 2, 8960, 151_936);
        /** Small enough for a test. */
        static final Shape TINY = new Shape(256, 2, 4, 2, 512, 3_000);

        static Shape of(String name) {
            return switch (name) {
                case "0.5B" -> HALF;
                case "1.5B" -> ONE_AND_A_HALF;
                case "tiny" -> TINY;
                default -> throw new IllegalArgumentException("--shape is 0.5B, 1.5B or tiny, but was " + name);
            };
        }

        int keyWidth() {
            return width / heads * keyHeads;
        }

        /** Products of one token in all layers, attention left out. */
        long layerProducts() {
            return layers * (2L * width * width + 2L * width * keyWidth() + 3L * width * feedForward);
        }

        /** Products of one token's scores. */
        long outputProducts() {
            return (long) width * vocabulary;
        }
    }

    private record Tensor(String name, GgufType type, long columns, long rows) {
        long bytes() {
            return type.rowBytes(columns) * rows;
        }
    }

    private RandomGguf() {}

    static void write(Path file, Shape shape, GgufType type) throws IOException {
        List<Tensor> tensors = tensors(shape, type);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            out.writeBytes("GGUF");
            i32(out, 3);
            i64(out, tensors.size());
            i64(out, 9);
            text(out, "general.architecture");
            i32(out, 8);
            text(out, "qwen2");
            number(out, "qwen2.embedding_length", shape.width);
            number(out, "qwen2.block_count", shape.layers);
            number(out, "qwen2.attention.head_count", shape.heads);
            number(out, "qwen2.attention.head_count_kv", shape.keyHeads);
            number(out, "qwen2.feed_forward_length", shape.feedForward);
            number(out, "qwen2.context_length", 32_768);
            number(out, "qwen2.rope.freq_base", 1_000_000);
            number(out, "general.alignment", ALIGNMENT);
            long offset = 0;
            for (Tensor tensor : tensors) {
                text(out, tensor.name);
                i32(out, 2);
                i64(out, tensor.columns);
                i64(out, tensor.rows);
                i32(out, tensor.type.id());
                i64(out, offset);
                offset += padded(tensor.bytes());
            }
            out.write(new byte[(int) (padded(out.size()) - out.size())]);
            for (Tensor tensor : tensors) {
                weights(out, tensor);
            }
        }
    }

    private static List<Tensor> tensors(Shape shape, GgufType type) {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(new Tensor("token_embd.weight", type, shape.width, shape.vocabulary));
        tensors.add(new Tensor("output_norm.weight", GgufType.F32, shape.width, 1));
        for (int i = 0; i < shape.layers; i++) {
            String prefix = "blk." + i + ".";
            tensors.add(new Tensor(prefix + "attn_norm.weight", GgufType.F32, shape.width, 1));
            tensors.add(new Tensor(prefix + "ffn_norm.weight", GgufType.F32, shape.width, 1));
            tensors.add(new Tensor(prefix + "attn_q.weight", type, shape.width, shape.width));
            tensors.add(new Tensor(prefix + "attn_k.weight", type, shape.width, shape.keyWidth()));
            tensors.add(new Tensor(prefix + "attn_v.weight", type, shape.width, shape.keyWidth()));
            tensors.add(new Tensor(prefix + "attn_q.bias", GgufType.F32, shape.width, 1));
            tensors.add(new Tensor(prefix + "attn_k.bias", GgufType.F32, shape.keyWidth(), 1));
            tensors.add(new Tensor(prefix + "attn_v.bias", GgufType.F32, shape.keyWidth(), 1));
            tensors.add(new Tensor(prefix + "attn_output.weight", type, shape.width, shape.width));
            tensors.add(new Tensor(prefix + "ffn_gate.weight", type, shape.width, shape.feedForward));
            tensors.add(new Tensor(prefix + "ffn_up.weight", type, shape.width, shape.feedForward));
            tensors.add(new Tensor(prefix + "ffn_down.weight", type, shape.feedForward, shape.width));
        }
        return tensors;
    }

    /** Writes the same random blocks again and again: their scales are small, so that nothing overflows. */
    private static void weights(DataOutputStream out, Tensor tensor) throws IOException {
        int blocks = SAMPLE / tensor.type.blockBytes();
        byte[] sample = new byte[blocks * tensor.type.blockBytes()];
        new Random(tensor.name.hashCode()).nextBytes(sample);
        for (int at = 0; at < sample.length; at += tensor.type.blockBytes()) {
            scales(sample, at, tensor.type);
        }
        long left = tensor.bytes();
        while (left > 0) {
            int part = (int) Math.min(left, sample.length);
            out.write(sample, 0, part);
            left -= part;
        }
        out.write(new byte[(int) (padded(tensor.bytes()) - tensor.bytes())]);
    }

    private static void scales(byte[] sample, int at, GgufType type) {
        switch (type) {
            // 1.0, and 0.01 in 16 bits.
            case F32 -> bytes(sample, at, 0, 0, 0x80, 0x3F);
            case F16 -> bytes(sample, at, 0x1F, 0x21);
            case BF16 -> bytes(sample, at, 0x24, 0x3C);
            // A scale of 0.0005 in 16 bits, where the type has it; minima are half of 16 scales.
            case Q6_K -> bytes(sample, at + 208, 0x0C, 0x00);
            case Q4_K, Q5_K -> bytes(sample, at, 0x20, 0x00, 0x20, 0x00);
            case Q4_1, Q5_1 -> bytes(sample, at, 0x19, 0x10, 0x19, 0x90);
            default -> bytes(sample, at, 0x19, 0x10);
        }
    }

    private static void bytes(byte[] sample, int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            sample[at + i] = (byte) values[i];
        }
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static void number(DataOutputStream out, String key, int value) throws IOException {
        text(out, key);
        i32(out, 4);
        i32(out, value);
    }

    private static void text(DataOutputStream out, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        i64(out, bytes.length);
        out.write(bytes);
    }

    private static void i32(DataOutputStream out, int value) throws IOException {
        out.writeInt(Integer.reverseBytes(value));
    }

    private static void i64(DataOutputStream out, long value) throws IOException {
        out.writeLong(Long.reverseBytes(value));
    }
}
