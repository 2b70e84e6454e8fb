package io.augment.examples.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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
        return isTerminal(System.console()) && System.getenv("TERM") != null;
    }

    /** From Java 22 on there is a console without a terminal too, and it can be asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Writes out what was printed. */
    void flush() {
        out.flush();
        err.flush();
    }
}
