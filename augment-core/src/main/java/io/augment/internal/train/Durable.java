package io.augment.internal.train;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends lines to a file so that they are on disk when the call returns. An interrupt does not close it, as it would a channel. */
final class Durable {
    private static final Logger LOG = LoggerFactory.getLogger(Durable.class);

    private Durable() {}

    static void append(Path file, byte[] line) throws IOException {
        boolean fresh = !Files.exists(file);
        boolean torn = !fresh && isTorn(file);
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            if (torn) {
                // What a killed program left behind stays a line of its own.
                out.write('\n');
            }
            out.write(line);
            out.getFD().sync();
        }
        if (fresh) {
            syncName(file);
        }
    }

    private static boolean isTorn(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                return false;
            }
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /** Puts the file's name on disk, where the platform can. */
    private static void syncName(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            LOG.debug("Cannot bring the directory {} to disk", parent, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
