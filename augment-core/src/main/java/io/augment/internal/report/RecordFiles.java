package io.augment.internal.report;

import io.augment.run.RunDirectory;

/** Reads the kept, rejected and failed records of a run directory, one at a time. */
public final class RecordFiles {
    private RecordFiles() {}

    /**
     * Reads the record files; those that do not exist are empty.
     *
     * @param kept how many rows the run kept, as far as it says
     * @throws io.augment.AugmentException if a file cannot be read
     */
    public static Findings read(RunDirectory directory, long kept) {
        JsonLines lines = new JsonLines();
        Findings findings = new Findings(kept);
        lines.read(directory.kept(), Row.DETAILS, (record, whole) -> {
            findings.kept(Row.of(record, whole));
            return true;
        });
        findings.samples().choose();
        lines.read(directory.rejected(), line -> {
            findings.lost(Findings.Fate.REJECTED, line);
            return true;
        });
        lines.read(directory.failed(), line -> {
            findings.lost(Findings.Fate.FAILED, line);
            return true;
        });
        findings.skipped(lines.skipped());
        if (findings.samples().lacksSeeds()) {
            // Most seeds stand right before the rows that were made of them, but one of a later round stands far away.
            new JsonLines().read(directory.kept(), Row.DETAILS, (record, whole) -> {
                findings.samples().offerSeed(Row.of(record, whole));
                return findings.samples().lacksSeeds();
            });
        }
        return findings;
    }
}
