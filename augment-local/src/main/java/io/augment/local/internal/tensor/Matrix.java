package io.augment.local.internal.tensor;

import io.augment.local.ModelFileException;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufTensor;
import io.augment.local.internal.gguf.GgufType;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Is a matrix whose packed rows lie in a mapped file. Immutable. */
public final class Matrix {
    /** A map must be smaller than 2 gigabytes. */
    private static final long WINDOW = 1L << 30;

    private final Path file;
    private final String name;
    private final GgufType type;
    private final int rows;
    private final int columns;
    private final int rowBytes;
    private final int windowRows;
    private final ByteBuffer[] windows;

    private Matrix(Path file, GgufTensor tensor, int rowBytes, int windowRows, ByteBuffer[] windows) {
        this.file = file;
        this.name = tensor.name();
        this.type = tensor.type();
        this.rows = Math.toIntExact(tensor.rows());
        this.columns = Math.toIntExact(tensor.columns());
        this.rowBytes = rowBytes;
        this.windowRows = windowRows;
        this.windows = windows;
    }

    /**
     * Maps a tensor.
     *
     * @throws ModelFileException if its dimensions are too large, or the file cannot be mapped
     */
    public static Matrix of(GgufFile file, GgufTensor tensor) {
        if (tensor.rowBytes() > 1 << 24 || tensor.columns() > 1 << 24 || tensor.rows() > 1 << 28) {
            throw new ModelFileException(
                    file.path(),
                    ModelFileException.Problem.IMPLAUSIBLE_DIMENSIONS,
                    "Tensor " + tensor.name() + " (" + tensor.shape() + ") is larger than any known model's.");
        }
        int rowBytes = (int) tensor.rowBytes();
        long windowRows = Math.min(tensor.rows(), WINDOW / rowBytes);
        ByteBuffer[] windows = new ByteBuffer[(int) ((tensor.rows() + windowRows - 1) / windowRows)];
        for (int i = 0; i < windows.length; i++) {
            long first = i * windowRows;
            windows[i] = file.map(tensor, first, Math.min(windowRows, tensor.rows() - first));
        }
        return new Matrix(file.path(), tensor, rowBytes, (int) windowRows, windows);
    }

    /** Returns the tensor's name. */
    public String name() {
        return name;
    }

    /** Returns the type of the values. */
    public GgufType type() {
        return type;
    }

    /** Returns how many rows there are. */
    public int rows() {
        return rows;
    }

    /** Returns how many values a row has. */
    public int columns() {
        return columns;
    }

    int rowBytes() {
        return rowBytes;
    }

    /** Unpacks a row. */
    public void unpackRow(Kernels kernels, int row, float[] target, int to) {
        byte[] packed = new byte[rowBytes];
        copyRows(row, 1, packed);
        kernels.unpack(type, packed, 0, target, to, columns);
    }

    /** Copies packed rows. */
    void copyRows(int first, int count, byte[] target) {
        int done = 0;
        while (done < count) {
            int row = first + done;
            int inWindow = row % windowRows;
            int part = Math.min(count - done, windowRows - inWindow);
            try {
                windows[row / windowRows].get(inWindow * rowBytes, target, done * rowBytes, part * rowBytes);
            } catch (InternalError e) {
                // The JVM's way to say that pages of a map are gone.
                throw new ModelFileException(
                        file,
                        ModelFileException.Problem.UNREADABLE,
                        "The file was changed or became unreadable while the model was in use.",
                        e);
            }
            done += part;
        }
    }

    @Override
    public String toString() {
        return "Matrix[" + name + ", " + type + ", " + columns + " x " + rows + "]";
    }
}
