package io.augment.run;

import io.augment.AugmentException;
import java.nio.file.Path;

/** Says that another run works in the run directory. */
public final class RunDirectoryInUseException extends AugmentException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public RunDirectoryInUseException(Path directory) {
        super("The run directory " + directory + " is in use by another run."
                + " Wait until that run has ended, or choose another run directory.");
    }
}
