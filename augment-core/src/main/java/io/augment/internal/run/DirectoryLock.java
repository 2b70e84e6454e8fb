package io.augment.internal.run;

import io.augment.run.RunDirectory;
import io.augment.run.RunDirectoryInUseException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** Keeps a run directory for one run at a time, in this process and in others. */
final class DirectoryLock implements AutoCloseable {
    private final RandomAccessFile file;

    private DirectoryLock(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @throws RunDirectoryInUseException if another run has it
     */
    static DirectoryLock take(RunDirectory directory) {
        try {
            Files.createDirectories(directory.path());
            RandomAccessFile file =
                    new RandomAccessFile(directory.path().resolve("lock").toFile(), "rw");
            if (lock(file) == null) {
                file.close();
                throw new RunDirectoryInUseException(directory.path());
            }
            return new DirectoryLock(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot use the run directory " + directory.path() + ": " + e.getMessage(), e);
        }
    }

    /** The lock lives as long as its file is open. */
    private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the run directory", e);
        }
    }
}
