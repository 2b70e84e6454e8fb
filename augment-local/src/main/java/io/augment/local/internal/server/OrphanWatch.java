package io.augment.local.internal.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Ends a child process when this JVM was killed and could not do it: a shell waits at a pipe, which the system closes with the JVM,
 * whatever ended it. Only where there is a POSIX shell.
 */
final class OrphanWatch {
    private static final Path SHELL = Path.of("/bin/sh");

    /** An interrupt from the keyboard reaches all processes of a terminal, and is the JVM's to answer. */
    private static final String SCRIPT = "trap '' INT HUP; read -r word; kill -TERM \"$1\" || exit 0; "
            + "for second in 1 2 3 4 5; do sleep 1; kill -0 \"$1\" || exit 0; done; kill -KILL \"$1\"";

    private final Process shell;

    private OrphanWatch(Process shell) {
        this.shell = shell;
    }

    /** Watches over a process, or returns null where that cannot be done. */
    static @Nullable OrphanWatch over(Process child) {
        if (!Files.isExecutable(SHELL)) {
            return null;
        }
        try {
            return new OrphanWatch(new ProcessBuilder(
                            SHELL.toString(), "-c", SCRIPT, "llama-server-watch", String.valueOf(child.pid()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return null;
        }
    }

    /** Ends the watch without ending the process: its number may soon be another's. */
    void end() {
        shell.destroyForcibly();
    }
}
