package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.ExportFormat;
import io.augment.export.ExportProblem;
import io.augment.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks files as their trainer would. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads files and tells, with file and line, what their trainer would not take.",
        footer = {
            "",
            "Exit status: 0 all files are right, 1 a file is not, 2 wrong usage.",
            "Example: augment validate --format openai train.jsonl"
        })
final class ValidateCommand implements Callable<Integer> {
    private static final int MOST_PROBLEMS = 100;
    private static final Pattern DATA =
            Pattern.compile("(?i)(?!\\.|dataset_info\\.).+\\.(?:jsonl?|ndjson|csv)(?:\\.gz)?");

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "NAME",
            description = "Format that the files must have: ${COMPLETION-CANDIDATES}.",
            completionCandidates = FormatNames.class)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or directories to check, plain or packed.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        ExportFormat format = OutputOptions.format(name, command);
        List<Path> all = new ArrayList<>();
        for (Path path : files) {
            if (Files.isDirectory(path)) {
                all.addAll(filesOf(path));
            } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
                all.add(path);
            } else {
                throw new SourceException("There is no file " + path + " that can be read. Check the path.", null);
            }
        }
        ObjectNode result = new ObjectMapper().createObjectNode();
        boolean valid = true;
        ArrayNode checked = result.putArray("files");
        for (Path file : all) {
            valid &= check(file, format, checked.addObject());
        }
        if (json) {
            result.put("valid", valid);
            main.terminal().out().println(result);
        }
        return valid ? ExitStatus.DONE : ExitStatus.ERROR;
    }

    /** Returns the data files of a directory, such as that of a data set; not what describes them. */
    private static List<Path> filesOf(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> data = found.filter(file ->
                            DATA.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
            if (data.isEmpty()) {
                throw new SourceException(
                        "The directory " + directory + " holds no data. Name the files one by one.", null);
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean check(Path file, ExportFormat format, ObjectNode result) {
        Terminal terminal = main.terminal();
        ArrayNode told = result.putArray("problems");
        long[] problems = new long[1];
        long rows = format.check(file, problem -> {
            if (++problems[0] <= MOST_PROBLEMS) {
                terminal.err().println(text(file, problem));
                told.addObject().put("line", problem.line()).put("problem", problem.text());
            }
        });
        if (problems[0] > MOST_PROBLEMS) {
            terminal.err()
                    .println(file + ": ... and " + Numbers.count(problems[0] - MOST_PROBLEMS, "more problem") + ".");
        }
        result.put("file", file.toString()).put("format", name).put("rows", rows);
        result.put("valid", problems[0] == 0).put("problemCount", problems[0]);
        if (!json) {
            terminal.out()
                    .println(file + ": " + Numbers.count(rows, "row") + ", "
                            + (problems[0] == 0
                                    ? "valid as " + name
                                    : "not valid as " + name + ": " + Numbers.count(problems[0], "problem"))
                            + ".");
        }
        return problems[0] == 0;
    }

    private static String text(Path file, ExportProblem problem) {
        return file + ":" + (problem.line() == 0 ? "" : problem.line() + ":") + " " + problem.text();
    }
}
