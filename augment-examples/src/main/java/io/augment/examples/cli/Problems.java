package io.augment.examples.cli;

import io.augment.AugmentException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people about errors: what happened and what to do, in a sentence or two. */
final class Problems {
    private Problems() {}

    /** Prints what is wrong with the arguments, and returns the exit status. */
    static int ofUsage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println("augment: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, command.getErr());
        command.getErr()
                .println("Try '" + command.getCommandSpec().qualifiedName()
                        + " --help' for all options and an example.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Prints why a command failed, and returns the exit status. */
    static int print(Exception problem, Terminal terminal, boolean debug) {
        terminal.err().println("augment: " + text(problem));
        if (debug) {
            problem.printStackTrace(terminal.err());
        }
        return ExitStatus.ERROR;
    }

    /** Returns the sentence for a problem. */
    static String text(Throwable problem) {
        boolean forPeople = problem instanceof AugmentException || problem instanceof IllegalArgumentException;
        String message = problem.getMessage();
        if (forPeople && message != null) {
            return message;
        }
        if (problem instanceof UncheckedIOException io && message != null) {
            // Some are made with a sentence, some only wrap; then the message begins with the cause's class name.
            Throwable cause = io.getCause();
            return cause != null && message.equals(cause.toString()) ? text(cause) : message;
        }
        if (problem instanceof FileSystemException file) {
            String reason = file.getReason();
            return "Cannot use the file " + file.getFile() + ": "
                    + (reason == null ? file.getClass().getSimpleName() : reason) + ".";
        }
        return "Unexpected error: " + problem + ". Run it again with --debug and report what it prints.";
    }
}
