package io.augment.local.internal.gguf;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is an open GGUF file: its metadata, its tensors, and their bytes as maps of the file. Safe for use by many threads.
 *
 * <p>Maps stay valid after {@link #close}; the memory they cover goes back when they are garbage.
 */
public final class GgufFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final HeaderParser.Header header;

    private GgufFile(Path path, FileChannel channel, long size, HeaderParser.Header header) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.header = header;
    }

    /**
     * Opens a file and checks its header, metadata and list of tensors.
     *
     * @throws ModelFileException if the file cannot be read, or is no sound GGUF file of a supported version
     */
    public static GgufFile open(Path path) {
        if (Files.isDirectory(path)) {
            throw new ModelFileException(path, Problem.UNREADABLE, "This is a directory; name the GGUF file in it.");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            long size = channel.size();
            HeaderParser.Header header = new HeaderParser(path, size, new HeaderReader(path, channel, size)).parse();
            GgufFile file = new GgufFile(path, channel, size, header);
            channel = null;
            return file;
        } catch (NoSuchFileException e) {
            throw new ModelFileException(path, Problem.UNREADABLE, "There is no such file.", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        } finally {
            if (channel != null) {
                closeQuietly(channel);
            }
        }
    }

    /** Returns where the file lies. */
    public Path path() {
        return path;
    }

    /** Returns the file's size in bytes when it was opened. */
    public long size() {
        return size;
    }

    /** Returns the version of the format, 2 or 3. */
    public int version() {
        return header.version();
    }

    /** Returns the metadata. */
    public GgufMetadata metadata() {
        return header.metadata();
    }

    /** Returns the tensors by name, in the order of the file. */
    public Map<String, GgufTensor> tensors() {
        return Collections.unmodifiableMap(header.tensors());
    }

    /** Returns a tensor, or null where there is none of the name. */
    public @Nullable GgufTensor tensorOrNull(String name) {
        return header.tensors().get(name);
    }

    /**
     * Returns a tensor.
     *
     * @throws ModelFileException if there is none of the name
     */
    public GgufTensor tensor(String name) {
        GgufTensor tensor = tensorOrNull(name);
        if (tensor == null) {
            throw new ModelFileException(path, Problem.MISSING_PART, "The tensor " + name + " is missing.");
        }
        return tensor;
    }

    /**
     * Maps rows of a tensor, together less than 2 gigabytes.
     *
     * @param first the first row
     * @param count how many rows
     * @throws ModelFileException if the file cannot be mapped
     * @throws IndexOutOfBoundsException if the tensor has fewer rows
     */
    public ByteBuffer map(GgufTensor tensor, long first, long count) {
        if (first < 0 || count < 0 || first + count > tensor.rows()) {
            throw new IndexOutOfBoundsException(tensor.name() + " has " + tensor.rows() + " rows");
        }
        long bytes = Math.toIntExact(tensor.rowBytes() * count);
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, tensor.position() + first * tensor.rowBytes(), bytes)
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    @Override
    public String toString() {
        return "GgufFile[" + path + ", " + header.tensors().size() + " tensors]";
    }

    private static ModelFileException unreadable(Path path, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new ModelFileException(path, Problem.UNREADABLE, "The file cannot be read: " + why, e);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The channel is read only: nothing is lost.
        }
    }
}
