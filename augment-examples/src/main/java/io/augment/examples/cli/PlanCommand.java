package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what a sample would be made up of. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the mix of task types before and after a sample, and what is missing; writes nothing.",
        footer = {"", "Example: augment plan --in seeds.jsonl --n 5000 --mix pai"})
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final TaskOptions tasks = new TaskOptions();

    @Mixin
    private final MixOptions mix = new MixOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        RunWatch watch = new RunWatch(main.terminal());
        TaskCounts counts = new TaskCounts();
        try (TypedRecords records = new TypedRecords(tasks, mix.taskField(), watch)) {
            records.forEachRemaining(counts::add);
        }
        watch.end(null);
        PlanReport report = new PlanReport(mix.sampler().plan(counts.inOrder()));
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            report.write(object);
            main.terminal().out().println(object);
        } else {
            report.print(main.terminal().out());
        }
        return ExitStatus.DONE;
    }
}
