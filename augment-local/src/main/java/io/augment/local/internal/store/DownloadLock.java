package io.augment.local.internal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time work on a file; the others wait. */
public final class DownloadLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;
    private final FileLock process;

    private DownloadLock(ReentrantLock thread, FileChannel channel, FileLock process) {
        this.thread = thread;
        this.channel = channel;
        this.process = process;
    }

    /**
     * Waits for the lock of a file.
     *
     * @throws IOException if the lock file cannot be made
     */
    public static DownloadLock of(Path target) throws IOException {
        Path lock = target.resolveSibling(target.getFileName() + ".lock").toAbsolutePath();
        // A file lock holds off other processes; within one, a second one is an error.
        ReentrantLock thread = HERE.computeIfAbsent(lock, path -> new ReentrantLock());
        thread.lock();
        FileChannel channel = null;
        FileLock process = null;
        try {
            channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            process = channel.lock();
            return new DownloadLock(thread, channel, process);
        } finally {
            if (process == null) {
                if (channel != null) {
                    channel.close();
                }
                thread.unlock();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            process.release();
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
