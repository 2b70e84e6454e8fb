package io.augment.internal.train;

import io.augment.run.RunDirectory;
import io.augment.run.RunDirectoryInUseException;
import io.augment.train.TrainingException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps the training job of a directory for one program at a time. */
final class JobLock {
    private JobLock() {}

    /** Is what is done under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /**
     * Does something under the lock.
     *
     * @throws RunDirectoryInUseException if another program has it
     */
    static <T> T holding(RunDirectory directory, Path folder, Work<T> work) throws InterruptedException {
        RandomAccessFile file = take(directory, folder);
        try {
            return work.run();
        } finally {
            release(file);
        }
    }

    private static RandomAccessFile take(RunDirectory directory, Path folder) {
        try {
            Files.createDirectories(folder);
            RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
            if (lock(file) == null) {
                file.close();
                throw new RunDirectoryInUseException(directory.path());
            }
            return file;
        } catch (IOException e) {
            throw new TrainingException(
                    "The run directory " + directory.path() + " cannot be used: " + e.getMessage(), e);
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

    private static void release(RandomAccessFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new TrainingException("The run directory cannot be released: " + e.getMessage(), e);
        }
    }
}
