package io.augment.internal.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to one segment and brings them to disk; many waiting lines share one flush (group commit).
 *
 * <p>A thread of its own writes, so that an interrupt of a worker never reaches the file, and wakes those whose lines are on
 * disk, each once. While others are at work who will soon have a line too, it lets a little time pass between two flushes: a
 * flush costs as much processor time as a call. Once a write has failed, every further append fails: what is not durable must
 * not be acted on.
 *
 * <p>While the segment grows, line feeds fill the file beyond its last line: a flush that need not bring a new size to disk,
 * too, takes two thirds of the time. What was killed leaves these blank lines behind; a segment that is closed has none.
 */
final class SegmentWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);
    private static final byte[] BLANK = "\n".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_BLANKS = 16;

    private final Path file;
    private final RandomAccessFile out;
    private final Pace pace;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private List<byte[]> pending = new ArrayList<>();
    private List<Waiter> waiters = new ArrayList<>();
    private long end;
    private long durable;
    private long written;
    private long laidOut;
    private boolean isFull;
    private boolean closing;
    private volatile @Nullable IOException broken;

    /** Tells how long a flush may wait for more lines, in nanoseconds. */
    @FunctionalInterface
    interface Pace {
        /** Returns the time from one flush to the next. */
        long nanos();
    }

    /** One who waits until a line is on disk, and what is to be done at once then. */
    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private final Runnable then;
        private volatile boolean done;

        Waiter(Runnable then) {
            this.then = then;
        }
    }

    SegmentWriter(Path file, Pace pace) throws IOException {
        if (!file.toFile().createNewFile()) {
            throw new FileAlreadyExistsException(file.toString());
        }
        this.file = file;
        this.pace = pace;
        this.out = new RandomAccessFile(file.toFile(), "rw");
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            syncDirectory(directory);
        }
        this.thread = new Thread(this::work, "augment-ledger");
        thread.setDaemon(true);
        thread.start();
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

    /**
     * Waits until all bytes before an offset are on disk.
     *
     * @param then what is done as soon as they are, by the ledger's thread, before the caller wakes up; short, and it never fails
     */
    void awaitDurable(long upTo, Runnable then) {
        Waiter waiter = new Waiter(then);
        boolean waits;
        lock.lock();
        try {
            waits = durable < upTo;
            if (waits) {
                failIfBroken();
                waiters.add(waiter);
                if (waiters.size() == 1 || pace.nanos() == 0) {
                    work.signal(); // for others it would wake up only to go on waiting
                }
            }
        } finally {
            lock.unlock();
        }
        if (!waits) {
            then.run();
            return;
        }
        boolean interrupted = false;
        while (!waiter.done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        failIfBroken();
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

    private void work() {
        long last = System.nanoTime();
        while (true) {
            List<byte[]> lines;
            List<Waiter> served;
            long upTo;
            lock.lock();
            try {
                while (waiters.isEmpty() && !closing) {
                    work.awaitUninterruptibly();
                }
                long wait = closing ? 0 : last + pace.nanos() - System.nanoTime();
                while (wait > 0 && !closing) {
                    try {
                        wait = Math.min(work.awaitNanos(wait), last + pace.nanos() - System.nanoTime());
                    } catch (InterruptedException e) {
                        LOG.debug("Nobody has a reason to interrupt the ledger's thread", e);
                    }
                }
                if (closing && pending.isEmpty() && waiters.isEmpty()) {
                    return;
                }
                lines = pending;
                served = waiters;
                upTo = end;
                pending = new ArrayList<>();
                waiters = new ArrayList<>();
            } finally {
                lock.unlock();
            }
            last = System.nanoTime();
            flush(lines, upTo);
            if (broken == null) {
                served.forEach(SegmentWriter::doThen);
            }
            for (Waiter waiter : served) {
                waiter.done = true;
                LockSupport.unpark(waiter.thread);
            }
        }
    }

    /** Everybody waits for this thread, so it goes on whatever it is given to do. */
    private static void doThen(Waiter waiter) {
        try {
            waiter.then.run();
        } catch (RuntimeException e) {
            LOG.error("What was to be done after a flush failed", e);
        }
    }

    private void flush(List<byte[]> lines, long upTo) {
        if (broken != null) {
            return;
        }
        try {
            write(lines);
            lock.lock();
            try {
                durable = upTo;
            } finally {
                lock.unlock();
            }
        } catch (IOException e) {
            broken = e;
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
        written += length;
        if (written > laidOut && !isFull) {
            layOut();
        }
        out.getChannel().force(false);
    }

    /** On a full disk the segment grows line by line, and leaves what little there is to the other files. */
    private void layOut() throws IOException {
        try {
            for (long blanks = Math.min(MOST_BLANKS, 1 + written / BLANK.length); blanks > 0; blanks--) {
                out.write(BLANK);
            }
            laidOut = out.getFilePointer();
        } catch (IOException e) {
            LOG.debug("Cannot lay out {} ahead", file, e);
            isFull = true;
            out.setLength(written);
        }
        out.seek(written);
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
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try (RandomAccessFile closing = out) {
            if (broken == null) {
                closing.setLength(written);
            }
        }
        failIfBroken();
    }
}
