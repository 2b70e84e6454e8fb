package io.augment.local.internal.gguf;

/**
 * Says where a tensor lies in its file.
 *
 * @param name the tensor's name
 * @param type the type of its values
 * @param columns values of a row, the innermost dimension
 * @param rows rows, all outer dimensions together
 * @param position first byte, from the start of the file
 */
public record GgufTensor(String name, GgufType type, long columns, long rows, long position) {
    /** Returns the bytes of a row. */
    public long rowBytes() {
        return type.rowBytes(columns);
    }

    /** Returns the bytes of the tensor. */
    public long bytes() {
        return rowBytes() * rows;
    }

    /** Returns the dimensions for people. */
    public String shape() {
        return columns + " x " + rows;
    }
}
