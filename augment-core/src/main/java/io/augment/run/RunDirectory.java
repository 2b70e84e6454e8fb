package io.augment.run;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Names the directory in which a run keeps its ledger, manifest, and the kept, rejected and failed records.
 *
 * <p>One run at a time uses a directory. A run that is started again in its directory replays the replies that are there and
 * goes on.
 *
 * @param path the directory; made where there is none
 */
public record RunDirectory(Path path) {
    /** Creates a run directory. */
    public RunDirectory {
        Objects.requireNonNull(path, "path");
    }

    /** Names a run directory. */
    public static RunDirectory at(Path path) {
        return new RunDirectory(path);
    }

    /** Returns the file of all kept records in the native format. */
    public Path kept() {
        return path.resolve("kept.jsonl");
    }

    /** Returns the file of rejected records with stage, reason and origin. */
    public Path rejected() {
        return path.resolve("rejected.jsonl");
    }

    /** Returns the file of failed records with stage, reason and origin. */
    public Path failed() {
        return path.resolve("failed.jsonl");
    }

    /** Returns the manifest: what was configured, and how the run ended. */
    public Path manifest() {
        return path.resolve("manifest.json");
    }

    /** Returns the page that shows the run to people. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** Returns the directory of the ledger. */
    public Path ledger() {
        return path.resolve("ledger");
    }
}
