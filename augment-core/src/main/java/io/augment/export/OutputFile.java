package io.augment.export;

import io.augment.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written under a temporary name and moved into place once it is known to be right. */
final class OutputFile {
    private final ExportFormat format;
    private Path target;
    private final Path temporary;
    private final ExportWriter writer;
    private boolean inPlace;

    /**
     * Opens the temporary file.
     *
     * @throws ExportException if it cannot be written
     */
    OutputFile(ExportFormat format, Path target) {
        this.format = format;
        this.target = target;
        this.temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
        try {
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.deleteIfExists(temporary);
            this.writer = format.open(temporary);
        } catch (IOException e) {
            throw cannotWrite(e);
        } catch (UncheckedIOException e) {
            throw cannotWrite(e);
        }
    }

    ExportFormat format() {
        return format;
    }

    Path target() {
        return target;
    }

    /** Says where the file will be moved. */
    void target(Path newTarget) {
        target = newTarget;
    }

    /** Returns whether the file has as many rows or bytes as the layout allows. */
    boolean isFull(FileLayout layout) {
        try {
            return writer.summary().rows() >= layout.maxRows()
                    || (layout.maxBytes() < Long.MAX_VALUE && Files.size(temporary) >= layout.maxBytes());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Ends the file; nothing can be written to it after that. */
    void end() {
        try {
            writer.close();
        } catch (UncheckedIOException e) {
            throw cannotWrite(e);
        }
    }

    void write(Example example) {
        try {
            writer.write(example);
        } catch (UncheckedIOException e) {
            throw cannotWrite(e);
        }
    }

    /** Ends the file, reads it back and compares it with what was written. */
    void check() {
        ExportSummary found;
        try {
            writer.close();
            found = format.validate(temporary);
        } catch (UncheckedIOException e) {
            throw cannotWrite(e);
        }
        ExportSummary meant = writer.summary();
        if (!found.equals(meant)) {
            throw new ExportException(
                    "The file " + target + " was written with " + meant.rows()
                            + " rows, but reads back as other text with " + found.rows()
                            + " rows. It was not put in place; check the disk.",
                    null);
        }
    }

    /** Moves the file into place; returns how many rows it has. */
    long moveIntoPlace() {
        try {
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        inPlace = true;
        return writer.summary().rows();
    }

    void finish() {
        try {
            format.finish(target);
        } catch (UncheckedIOException e) {
            throw cannotWrite(e);
        }
    }

    /** Removes the temporary file. */
    void discard() {
        if (inPlace) {
            return;
        }
        try {
            writer.close();
        } finally {
            removeTemporary();
        }
    }

    private void removeTemporary() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExportException cannotWrite(Exception e) {
        return new ExportException("The file " + target + " cannot be written: " + e.getMessage(), e);
    }
}
