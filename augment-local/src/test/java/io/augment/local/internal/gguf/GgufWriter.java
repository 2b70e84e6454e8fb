package io.augment.local.internal.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes GGUF files for tests. */
public final class GgufWriter {
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private int version = 3;
    private int alignment = 32;

    private record Tensor(String name, GgufType type, long[] shape, byte[] data) {}

    /** Sets the version of the format. */
    public GgufWriter version(int value) {
        this.version = value;
        return this;
    }

    /** Sets the alignment of the tensors, and writes it down. */
    public GgufWriter alignment(int value) {
        this.alignment = value;
        return put("general.alignment", value);
    }

    /** Adds an entry: Integer, Long, Float, Double, Boolean, String, List of texts, int[] or float[]. */
    public GgufWriter put(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds a tensor whose values are already in the form of its type. */
    public GgufWriter tensor(String name, GgufType type, byte[] data, long... shape) {
        tensors.add(new Tensor(name, type, shape, data));
        return this;
    }

    /** Adds a tensor of 32-bit floats. */
    public GgufWriter tensor(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, GgufType.F32, bytes.array(), shape);
    }

    /** Returns the file's bytes. */
    public byte[] bytes() {
        Out out = new Out();
        out.write(new byte[] {'G', 'G', 'U', 'F'}, 0, 4);
        out.i32(version);
        out.i64(tensors.size());
        out.i64(metadata.size());
        metadata.forEach((key, value) -> {
            out.text(key);
            out.value(value);
        });
        long offset = 0;
        for (Tensor tensor : tensors) {
            out.text(tensor.name);
            out.i32(tensor.shape.length);
            for (long extent : tensor.shape) {
                out.i64(extent);
            }
            out.i32(tensor.type.id());
            out.i64(offset);
            offset = aligned(offset + tensor.data.length);
        }
        for (Tensor tensor : tensors) {
            out.pad((int) (aligned(out.size()) - out.size()));
            out.write(tensor.data, 0, tensor.data.length);
        }
        return out.toByteArray();
    }

    /** Writes the file. */
    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long aligned(long position) {
        return (position + alignment - 1) / alignment * alignment;
    }

    private static final class Out extends ByteArrayOutputStream {
        void i32(int value) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
            write(bytes.array(), 0, 4);
        }

        void i64(long value) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
            write(bytes.array(), 0, 8);
        }

        void text(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            i64(bytes.length);
            write(bytes, 0, bytes.length);
        }

        void pad(int count) {
            write(new byte[count], 0, count);
        }

        void value(Object value) {
            if (value instanceof Integer number) {
                i32(4);
                i32(number);
            } else if (value instanceof Long number) {
                i32(10);
                i64(number);
            } else if (value instanceof Float number) {
                i32(6);
                i32(Float.floatToIntBits(number));
            } else if (value instanceof Double number) {
                i32(12);
                i64(Double.doubleToLongBits(number));
            } else if (value instanceof Boolean truth) {
                i32(7);
                write(truth ? 1 : 0);
            } else if (value instanceof String text) {
                i32(8);
                text(text);
            } else if (value instanceof List<?> texts) {
                list(8, texts.size());
                texts.forEach(text -> text((String) text));
            } else if (value instanceof int[] numbers) {
                list(5, numbers.length);
                for (int number : numbers) {
                    i32(number);
                }
            } else if (value instanceof float[] numbers) {
                list(6, numbers.length);
                for (float number : numbers) {
                    i32(Float.floatToIntBits(number));
                }
            } else {
                throw new IllegalArgumentException("No kind of metadata: " + value);
            }
        }

        private void list(int type, int count) {
            i32(9);
            i32(type);
            i64(count);
        }
    }
}
