package io.augment.report;

import io.augment.AugmentException;
import io.augment.internal.report.Findings;
import io.augment.internal.report.ManifestReader;
import io.augment.internal.report.Page;
import io.augment.internal.report.RecordFiles;
import io.augment.internal.report.RunRecord;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes the page that shows a run: what was asked and delivered, where records were lost and why, what it cost, and samples.
 *
 * <p>The page is made from the run directory's manifest and record files alone, and the same files give the same page. Memory
 * and the page's size stay bounded however many records there are. Safe for use by many threads, one per directory.
 */
public final class RunReportPage {
    private RunReportPage() {}

    /**
     * Makes the {@link RunDirectory#report() page} of a run, in place of the one that is there.
     *
     * @return the file that was written
     * @throws AugmentException if the directory holds no manifest, a file in it cannot be read, or the page cannot be written
     */
    public static Path write(RunDirectory directory) {
        RunRecord run = ManifestReader.read(directory.manifest());
        RunReport report = run.report();
        Findings findings = RecordFiles.read(directory, report == null ? 0 : report.kept());
        byte[] page = Page.of(run, findings, directory).getBytes(StandardCharsets.UTF_8);
        Path file = directory.report();
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            // Not a channel: an interrupt, which cancels a run, would close a channel.
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                out.write(page);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AugmentException("The report " + file + " cannot be written: " + e.getMessage(), e);
        }
        return file;
    }
}
