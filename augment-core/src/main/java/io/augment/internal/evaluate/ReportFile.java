package io.augment.internal.evaluate;

import io.augment.AugmentException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file in one piece. */
final class ReportFile {
    private ReportFile() {}

    /**
     * Writes the text in place of what is there.
     *
     * @throws AugmentException if it cannot be written
     */
    static void write(Path file, String text) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            // Not a channel: an interrupt, which cancels a run, would close a channel.
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AugmentException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
