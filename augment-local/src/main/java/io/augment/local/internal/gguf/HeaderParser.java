package io.augment.local.internal.gguf;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads header, metadata and the list of tensors, in this order, and checks each against the file's size. */
final class HeaderParser {
    private static final int MAGIC = 0x46554747;
    private static final int HEADER_BYTES = 24;
    private static final int MOST_ENTRIES = 100_000;
    private static final int MOST_VALUES = 1 << 24;
    private static final int LONGEST_KEY = 65_535;
    private static final int LONGEST_TEXT = 1 << 24;
    private static final int MOST_DIMENSIONS = 4;
    private static final int DEFAULT_ALIGNMENT = 32;

    private final Path file;
    private final long size;
    private final HeaderReader in;

    HeaderParser(Path file, long size, HeaderReader in) {
        this.file = file;
        this.size = size;
        this.in = in;
    }

    /** Holds what the parser read. */
    record Header(int version, GgufMetadata metadata, Map<String, GgufTensor> tensors) {}

    Header parse() throws IOException {
        if (size == 0) {
            throw problem(Problem.NOT_GGUF, "The file is empty; a GGUF file starts with a header of 24 bytes.");
        }
        if (size >= 4 && in.i32() != MAGIC) {
            throw problem(
                    Problem.NOT_GGUF, "The file does not start with the four bytes GGUF, so it is no GGUF model.");
        }
        if (size < HEADER_BYTES) {
            throw problem(
                    Problem.TRUNCATED, "The file ends inside the header (" + size + " of " + HEADER_BYTES + " bytes).");
        }
        long version = in.u32();
        if (version != 2 && version != 3) {
            String hint = Integer.reverseBytes((int) version) == 3 ? " (a big-endian file)" : "";
            throw problem(
                    Problem.UNSUPPORTED_VERSION,
                    "GGUF version " + version + hint + " is not supported; versions 2 and 3 are.");
        }
        int tensorCount = in.count("tensors", 24, MOST_ENTRIES);
        int entryCount = in.count("metadata entries", 13, MOST_ENTRIES);
        GgufMetadata metadata = metadata(entryCount);
        return new Header((int) version, metadata, tensors(tensorCount, metadata));
    }

    private GgufMetadata metadata(int count) throws IOException {
        in.enter("metadata");
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.text("A metadata key", LONGEST_KEY);
            if (values.put(key, value(key, in.i32())) != null) {
                throw problem(Problem.DAMAGED_METADATA, "The metadata entry " + shown(key) + " is there twice.");
            }
        }
        return new GgufMetadata(file, values);
    }

    private Object value(String key, int type) throws IOException {
        return switch (type) {
            case 0, 1, 2, 3, 4, 5, 10, 11 -> integer(type);
            case 6, 12 -> number(type);
            case 7 -> truth(key);
            case 8 -> in.text("The metadata entry " + shown(key), LONGEST_TEXT);
            case 9 -> list(key);
            default ->
                throw problem(
                        Problem.DAMAGED_METADATA,
                        "The metadata entry " + shown(key) + " has the unknown type " + Integer.toUnsignedString(type)
                                + ".");
        };
    }

    private long integer(int type) throws IOException {
        return switch (type) {
            case 0 -> in.u8();
            case 1 -> (byte) in.u8();
            case 2 -> in.u16();
            case 3 -> (short) in.u16();
            case 4 -> in.u32();
            case 5 -> in.i32();
            default -> in.i64();
        };
    }

    private double number(int type) throws IOException {
        return type == 6 ? Float.intBitsToFloat(in.i32()) : Double.longBitsToDouble(in.i64());
    }

    private boolean truth(String key) throws IOException {
        int value = in.u8();
        if (value > 1) {
            throw problem(
                    Problem.DAMAGED_METADATA,
                    "The metadata entry " + shown(key) + " is neither true (1) nor false (0), but " + value + ".");
        }
        return value == 1;
    }

    private Object list(String key) throws IOException {
        int type = in.i32();
        int bytes = switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case 8, 10, 11, 12 -> 8;
            default ->
                throw problem(
                        Problem.DAMAGED_METADATA,
                        "The list " + shown(key) + " has values of the unsupported type "
                                + Integer.toUnsignedString(type) + ".");
        };
        int count = in.count("values in the list " + shown(key), bytes, MOST_VALUES);
        if (type == 8) {
            return in.texts(shown(key), count);
        }
        if (type == 6 || type == 12) {
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = number(type);
            }
            return numbers;
        }
        long[] integers = new long[count];
        for (int i = 0; i < count; i++) {
            integers[i] = type == 7 ? in.u8() : integer(type);
        }
        return integers;
    }

    private Map<String, GgufTensor> tensors(int count, GgufMetadata metadata) throws IOException {
        in.enter("list of tensors");
        Map<String, GgufTensor> relative = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            GgufTensor tensor = tensor();
            if (relative.put(tensor.name(), tensor) != null) {
                throw problem(Problem.DAMAGED_METADATA, "The tensor " + shown(tensor.name()) + " is there twice.");
            }
        }
        long alignment = metadata.integer("general.alignment", DEFAULT_ALIGNMENT);
        if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw problem(Problem.DAMAGED_METADATA, "The alignment " + alignment + " is no power of 2 up to 1048576.");
        }
        long start = (in.position() + alignment - 1) / alignment * alignment;
        Map<String, GgufTensor> tensors = new LinkedHashMap<>();
        for (GgufTensor tensor : relative.values()) {
            tensors.put(tensor.name(), placed(tensor, start, alignment));
        }
        return tensors;
    }

    /** Reads a tensor's entry; its position still counts from the start of the data. */
    private GgufTensor tensor() throws IOException {
        String name = in.text("A tensor's name", LONGEST_KEY);
        long dimensions = in.u32();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw problem(
                    Problem.IMPLAUSIBLE_DIMENSIONS,
                    "Tensor " + shown(name) + " has " + dimensions + " dimensions; 1 to " + MOST_DIMENSIONS
                            + " are possible.");
        }
        long columns = in.i64();
        long rows = 1;
        StringBuilder shape = new StringBuilder(Long.toUnsignedString(columns));
        boolean sound = columns > 0;
        for (int i = 1; i < dimensions; i++) {
            long extent = in.i64();
            shape.append(" x ").append(Long.toUnsignedString(extent));
            sound &= extent > 0 && rows > 0 && Math.multiplyHigh(rows, extent) == 0;
            rows *= extent;
            sound &= rows > 0;
        }
        sound = sound && Math.multiplyHigh(columns, rows) == 0 && columns * rows > 0;
        // The widest type has 4 bytes for each value.
        if (!sound || columns * rows > Long.MAX_VALUE / 8) {
            throw problem(
                    Problem.IMPLAUSIBLE_DIMENSIONS,
                    "The dimensions of tensor " + shown(name) + " (" + shape + ") overflow or are not positive.");
        }
        long id = in.u32();
        GgufType type = GgufType.ofId(id);
        if (type == null) {
            throw problem(Problem.UNSUPPORTED_TYPE, "Tensor " + shown(name) + " has the unsupported type " + id + ".");
        }
        if (columns % type.blockValues() != 0) {
            throw problem(
                    Problem.IMPLAUSIBLE_DIMENSIONS,
                    "The rows of tensor " + shown(name) + " (" + shape + ") do not fill whole blocks of "
                            + type.blockValues() + " values, as " + type + " needs.");
        }
        return new GgufTensor(name, type, columns, rows, in.i64());
    }

    private GgufTensor placed(GgufTensor tensor, long start, long alignment) {
        long offset = tensor.position();
        if (offset < 0 || offset >= size - start) {
            throw problem(
                    Problem.TENSOR_OUT_OF_BOUNDS,
                    "Tensor " + shown(tensor.name()) + " starts beyond the end of the file.");
        }
        if (offset % alignment != 0) {
            throw problem(
                    Problem.TENSOR_OUT_OF_BOUNDS,
                    "Tensor " + shown(tensor.name()) + " does not start at a multiple of the alignment " + alignment
                            + ".");
        }
        if (tensor.bytes() > size - start - offset) {
            throw problem(
                    Problem.TRUNCATED,
                    "The data of tensor " + shown(tensor.name())
                            + " ends beyond the end of the file; the download is probably incomplete.");
        }
        return new GgufTensor(tensor.name(), tensor.type(), tensor.columns(), tensor.rows(), start + offset);
    }

    /** Returns a name from the file as a message can show it. */
    private static String shown(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints()
                .limit(100)
                .forEach(c -> text.appendCodePoint(Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c));
        return text.toString();
    }

    private ModelFileException problem(Problem problem, String sentence) {
        return new ModelFileException(file, problem, sentence);
    }
}
