package io.augment.testkit.internal.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a GGUF file of version 3 with tensors of 32-bit floats. Not safe for use by many threads. */
public final class ModelFileWriter {
    private static final int ALIGNMENT = 32;
    private static final int TYPE_U32 = 4;
    private static final int TYPE_I32 = 5;
    private static final int TYPE_F32 = 6;
    private static final int TYPE_TEXT = 8;
    private static final int TYPE_ARRAY = 9;
    private static final int TENSOR_F32 = 0;

    private final Out metadata = new Out();
    private final List<Tensor> tensors = new ArrayList<>();
    private int entries;

    private record Tensor(String name, float[] values, List<Integer> shape) {}

    /** Adds a whole number. */
    public ModelFileWriter put(String key, int value) {
        entry(key, TYPE_U32).number(value, 4);
        return this;
    }

    /** Adds a broken number. */
    public ModelFileWriter put(String key, float value) {
        entry(key, TYPE_F32).number(Float.floatToIntBits(value), 4);
        return this;
    }

    /** Adds a text. */
    public ModelFileWriter put(String key, String value) {
        entry(key, TYPE_TEXT).text(value);
        return this;
    }

    /** Adds a list of texts. */
    public ModelFileWriter putTexts(String key, List<String> values) {
        list(key, TYPE_TEXT, values.size());
        values.forEach(metadata::text);
        return this;
    }

    /** Adds a list of whole numbers. */
    public ModelFileWriter putNumbers(String key, List<Integer> values) {
        list(key, TYPE_I32, values.size());
        values.forEach(value -> metadata.number(value, 4));
        return this;
    }

    /**
     * Adds a tensor.
     *
     * @param shape its extents, that of the values that lie side by side first
     */
    public ModelFileWriter tensor(String name, float[] values, Integer... shape) {
        tensors.add(new Tensor(name, values.clone(), List.of(shape)));
        return this;
    }

    private Out entry(String key, int type) {
        entries++;
        metadata.text(key);
        return metadata.number(type, 4);
    }

    private void list(String key, int type, int size) {
        entry(key, TYPE_ARRAY).number(type, 4).number(size, 8);
    }

    /** Returns the file's bytes. */
    public byte[] bytes() {
        Out out = new Out();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.number(3, 4).number(tensors.size(), 8).number(entries, 8);
        out.writeBytes(metadata.toByteArray());
        Out data = new Out();
        for (Tensor tensor : tensors) {
            out.text(tensor.name).number(tensor.shape.size(), 4);
            tensor.shape.forEach(extent -> out.number(extent, 8));
            out.number(TENSOR_F32, 4).number(data.size(), 8);
            ByteBuffer values = ByteBuffer.allocate(4 * tensor.values.length).order(ByteOrder.LITTLE_ENDIAN);
            values.asFloatBuffer().put(tensor.values);
            data.writeBytes(values.array());
            data.align();
        }
        out.align();
        out.writeBytes(data.toByteArray());
        return out.toByteArray();
    }

    private static final class Out extends ByteArrayOutputStream {
        Out number(long value, int bytes) {
            byte[] all = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array();
            writeBytes(Arrays.copyOf(all, bytes));
            return this;
        }

        Out text(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            number(bytes.length, 8);
            writeBytes(bytes);
            return this;
        }

        void align() {
            writeBytes(new byte[Math.floorMod(-size(), ALIGNMENT)]);
        }
    }
}
