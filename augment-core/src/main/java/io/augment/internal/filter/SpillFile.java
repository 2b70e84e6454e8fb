package io.augment.internal.filter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a scratch file that is written from front to end and then read anywhere; deleted when closed. */
final class SpillFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long flushed;

    SpillFile(Path path) {
        this.path = path;
        try {
            channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the scratch file " + path, e);
        }
    }

    /** Returns the number of bytes written so far. */
    long size() {
        return flushed + buffer.position();
    }

    void putInt(int value) {
        if (buffer.remaining() < Integer.BYTES) {
            flush();
        }
        buffer.putInt(value);
    }

    void putLong(long value) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(value);
    }

    void putBytes(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), bytes.length - at);
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    /** Writes what is buffered, so that it can be read. */
    void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the scratch file " + path + "; is the disk full?", e);
        }
        flushed += buffer.limit();
        buffer.clear();
    }

    /** Reads from a position until the target is full or the file ends; the target is ready to be read from. */
    void read(long position, ByteBuffer target) {
        try {
            long at = position;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    break;
                }
                at += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the scratch file " + path, e);
        }
        target.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the scratch file " + path, e);
        }
    }
}
