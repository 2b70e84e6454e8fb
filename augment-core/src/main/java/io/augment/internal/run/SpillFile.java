package io.augment.internal.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps finished records on disk while an older one is waited for, so that one slow record neither holds up the others nor
 * fills the heap. Used by the thread that drives the run; nothing in it outlives the process.
 */
final class SpillFile implements AutoCloseable {
    private final Path path;
    private @Nullable RandomAccessFile file;
    private long end;
    private int held;

    SpillFile(Path path) {
        this.path = path;
    }

    /** Writes the flows of one record and returns their place. */
    long write(List<Flow> flows) {
        byte[] bytes = FlowCodec.write(flows);
        try {
            RandomAccessFile open = open();
            long place = end;
            open.seek(place);
            open.writeInt(bytes.length);
            open.write(bytes);
            end = place + Integer.BYTES + bytes.length;
            held++;
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    /** Takes the flows of one record out. */
    List<Flow> take(long place) {
        try {
            RandomAccessFile open = open();
            open.seek(place);
            byte[] bytes = new byte[open.readInt()];
            open.readFully(bytes);
            held--;
            if (held == 0) {
                end = 0;
                open.setLength(0);
            }
            return FlowCodec.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            open = new RandomAccessFile(path.toFile(), "rw");
            open.setLength(0);
            file = open;
        }
        return open;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
