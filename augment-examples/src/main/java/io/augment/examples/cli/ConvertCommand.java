package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Conversion;
import io.augment.export.ExportFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Rewrites files in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Rewrites files in another format; nothing is generated, judged or filtered.",
        footer = {
            "",
            "Example: augment convert --in train.json --out train.jsonl --format openai --rejects rejects.jsonl"
        })
final class ConvertCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "NAME",
            description = "Format of the file: alpaca, sharegpt, openai, augment.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String format;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "File for rows that cannot be read, or that the format cannot hold, each with its reason.")
    private @Nullable Path rejects;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        ExportFormat to = OutputOptions.format(format, command);
        RunWatch watch = new RunWatch(main.terminal());
        Conversion conversion =
                Conversion.of(new WatchedSource(input.source(), watch)).to(out, to);
        Conversion.Result result = (rejects == null ? conversion : conversion.rejects(rejects)).run();
        watch.end(rejects == null ? null : rejects.toString());
        print(result, main.terminal().out());
        return ExitStatus.DONE;
    }

    private void print(Conversion.Result result, PrintWriter to) {
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("read", result.read());
            object.put("written", result.written());
            ObjectNode rejected = object.putObject("rejected");
            result.reasons().forEach(rejected::put);
            object.put("rows", result.rows());
            object.put("file", out.toString());
            to.println(object);
            return;
        }
        to.println(Numbers.count(result.read(), "row") + " read, " + Numbers.count(result.rows()) + " written to " + out
                + " (" + format + "), " + Numbers.count(result.rejected()) + " rejected"
                + ResultText.reasons(result.reasons()) + ".");
    }
}
