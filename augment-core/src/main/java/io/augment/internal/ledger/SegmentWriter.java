package io.augment.internal.ledger;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to one segment and brings them to disk; many waiting lines share one flush (group commit).
 *
 * <p>Whoever waits first writes for all: there is no thread behind this, and a lone writer pays one flush a line. Once a
 * write has failed, every further append fails: what is not durable must not be acted on.
 */
final class SegmentWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private final Path file;
    /** Not a channel: an interrupt would close a channel, and with it the ledger. */
    private final FileOutputStream out;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private List<byte[]> pending = new ArrayList<>();
    private long end;
    private long durable;
    private boolean flushing;
    private @Nullable IOException broken;

    SegmentWriter(Path file) throws IOException {
        if (!file.toFile().createNewFile()) {
            throw new FileAlreadyExistsException(file.toString());
        }
        this.file = file;
        this.out = new FileOutputStream(file.toFile());
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            syncDirectory(directory);
        }
    }

    /** A file's name is on disk only when its directory is; where directories cannot be opened, the system sees to that. */
    private static void syncDirectory(Path directory) {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("Cannot bring the directory {} to disk", directory, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Adds a line and returns its offset, without waiting for the disk. */
    long append(byte[] line) {
        lock.lock();
        try {
            failIfBroken();
            long offset = end;
            pending.add(line);
            end += line.length;
            return offset;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all bytes before an offset are on disk. */
    void awaitDurable(long upTo) {
        lock.lock();
        try {
            while (durable < upTo) {
                failIfBroken();
                if (flushing) {
                    flushed.awaitUninterruptibly();
                } else {
                    flushPending();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the bytes that were appended. */
    long size() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    private void flushPending() {
        List<byte[]> lines = pending;
        long upTo = end;
        pending = new ArrayList<>();
        flushing = true;
        lock.unlock();
        IOException failure = null;
        try {
            write(lines);
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.lock();
            flushing = false;
            if (failure == null) {
                durable = upTo;
            } else {
                broken = failure;
            }
            flushed.signalAll();
        }
    }

    private void write(List<byte[]> lines) throws IOException {
        int length = 0;
        for (byte[] line : lines) {
            length += line.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
        }
        out.write(all);
        out.getFD().sync();
    }

    private void failIfBroken() {
        IOException cause = broken;
        if (cause != null) {
            throw new UncheckedIOException(
                    "Cannot write the ledger " + file + ": " + cause.getMessage()
                            + ". Nothing further is asked of a model; free the disk and start the run again.",
                    cause);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            awaitDurable(size());
        } finally {
            out.close();
        }
    }
}
