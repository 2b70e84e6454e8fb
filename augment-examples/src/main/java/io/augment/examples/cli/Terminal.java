package io.augment.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds the program's two streams.
 *
 * @param out takes the result
 * @param err takes progress, warnings and errors
 * @param live whether {@code err} is a terminal, where a progress line may be drawn over
 */
record Terminal(PrintWriter out, PrintWriter err, boolean live) {

    /** Returns the streams of the process, in UTF-8 whatever the locale says: the rows are in all languages. */
    static Terminal system() {
        return new Terminal(writer(FileDescriptor.out), writer(FileDescriptor.err), isErrorATerminal());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** Java knows only whether input and output together are a terminal; Linux also knows it of the error stream. */
    private static boolean isErrorATerminal() {
        Path link = Path.of("/proc/self/fd/2");
        if (Files.isSymbolicLink(link)) {
            try {
                return Files.readSymbolicLink(link).toString().matches("/dev/(pts/\\d+|tty.*|console)");
            } catch (IOException e) {
                return false;
            }
        }
        return System.console() != null && System.getenv("TERM") != null;
    }

    /** Writes out what was printed. */
    void flush() {
        out.flush();
        err.flush();
    }
}
