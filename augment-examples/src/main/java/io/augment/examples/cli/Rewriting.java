package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Conversion;
import io.augment.export.Export;
import io.augment.export.ExportFormat;
import io.augment.source.Source;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands share that rewrite files: where the rows go, and how the result is told. */
final class Rewriting {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "File to write; a directory for several formats, and for huggingface.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description =
                    "File for rows that cannot be read or that the format cannot hold, each with its reason, file and"
                            + " line.")
    private @Nullable Path rejects;

    @Mixin
    private final DivisionOptions division = new DivisionOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** Rewrites the rows of a source, tells the result, and returns the exit status. */
    int run(Source source, List<String> formats, Terminal terminal) {
        Export export = division.divide(export(formats));
        if (rejects != null && rejects.toAbsolutePath().equals(out.toAbsolutePath())) {
            throw new ParameterException(command.commandLine(), "--out and --rejects name the same file");
        }
        RunWatch watch = new RunWatch(terminal);
        Conversion conversion = Conversion.of(new WatchedSource(source, watch)).to(export);
        Conversion.Result result = (rejects == null ? conversion : conversion.rejects(rejects)).run();
        watch.end(rejects == null ? null : rejects.toString());
        if (json) {
            terminal.out().println(toJson(result));
        } else {
            print(result, formats, terminal.out());
        }
        return ExitStatus.DONE;
    }

    private Export export(List<String> names) {
        List<ExportFormat> formats = new ArrayList<>();
        for (String name : names) {
            formats.add(OutputOptions.format(name.strip(), command));
        }
        if (formats.size() == 1) {
            return Export.file(out, formats.get(0));
        }
        Export export = Export.to(out);
        for (ExportFormat format : formats) {
            export = export.format(format);
        }
        return export;
    }

    private ObjectNode toJson(Conversion.Result result) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.put("read", result.read());
        object.put("written", result.written());
        ObjectNode rejected = object.putObject("rejected");
        result.reasons().forEach(rejected::put);
        object.put("rows", result.rows());
        object.put("file", out.toString());
        ObjectNode files = object.putObject("files");
        result.files().forEach((file, rows) -> files.put(shown(file), rows));
        return object;
    }

    private void print(Conversion.Result result, List<String> formats, PrintWriter to) {
        to.println(Numbers.count(result.read(), "row") + " read, " + Numbers.count(result.rows()) + " written to " + out
                + " (" + String.join(", ", formats) + "), " + Numbers.count(result.rejected()) + " rejected"
                + ResultText.reasons(result.reasons()) + ".");
        if (result.files().size() > 1) {
            to.println(result.files().entrySet().stream()
                    .map(this::line)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
    }

    private String line(Map.Entry<Path, Long> file) {
        return "  " + shown(file.getKey()) + "  " + Numbers.count(file.getValue(), "row");
    }

    /** Returns a file as the user would name it: relative where the target was. */
    private String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return out.isAbsolute() || !file.startsWith(here)
                ? file.toString()
                : here.relativize(file).toString();
    }
}
