package io.augment.benchmarks;

import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatResponse;
import io.augment.chat.Usage;
import io.augment.filter.Filters;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.PairSteps;
import io.augment.pipeline.StreamingPipeline;
import io.augment.refine.InstructionRefiner;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import io.augment.run.RunReport;
import io.augment.source.Source;
import io.augment.task.TaskClassifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a great many records in a small heap, with a model in the same process or through all stages that need none, and
 * compares the last tenth with the first.
 *
 * <p>Options: {@code --records}, {@code --replies} for each (0 for the stages that need no model), {@code --heap} such as
 * {@code 128m}, {@code --concurrency}, {@code --dir}.
 */
public final class MillionRun {
    private static final int TENTHS = 10;
    private static final Pattern TENTH = Pattern.compile("tenth \\d+: ([0-9.]+) s wall, ([0-9.]+) s CPU");

    private MillionRun() {}

    /**
     * What came of it.
     *
     * @param wall seconds for each tenth of the records
     * @param cpu CPU seconds for each tenth
     */
    record Result(List<Double> wall, List<Double> cpu) {
        /** Returns how much CPU a record of the last tenth took for each unit that one of the second took (the first warms up). */
        double slowdown() {
            return cpu.get(TENTHS - 1) / cpu.get(1);
        }
    }

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        Result result = run(Arguments.of(options));
        System.out.println(result);
        System.out.println("CPU of the last tenth over the second's: " + result.slowdown());
    }

    static Result run(Arguments arguments) throws IOException, InterruptedException {
        Path dir = KillRun.directory(arguments, "million");
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        try (ChildProcess process = ChildProcess.start(
                        Inside.class, List.of("-Xmx" + arguments.text("heap", "128m")), arguments.with("dir", dir));
                BufferedReader output = process.output()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
                Matcher matcher = TENTH.matcher(line);
                if (matcher.find()) {
                    wall.add(Double.valueOf(matcher.group(1)));
                    cpu.add(Double.valueOf(matcher.group(2)));
                }
            }
            process.awaitSuccess();
        }
        return new Result(List.copyOf(wall), List.copyOf(cpu));
    }

    /** Runs in the small heap. */
    public static final class Inside {
        private Inside() {}

        /** Runs the job and prints each tenth's time. */
        public static void main(String[] options) {
            Arguments arguments = Arguments.of(options);
            long records = arguments.number("records", 1_000_000);
            int replies = arguments.number("replies", 1);
            Source seeds = replies == 0 ? NumberedSeeds.generated(records) : new NumberedSeeds(records);
            AugmentationPipeline pipeline = (replies == 0 ? localStages() : byModel(replies))
                    .concurrency(arguments.number("concurrency", 64))
                    .listener(new Tenths(records * Math.max(1, replies)))
                    .build();
            RunReport report = pipeline.run(seeds, RunDirectory.at(Path.of(arguments.text("dir", "run"))));
            System.out.println(report.stoppedBy() + " after " + report.kept() + " kept, " + report.elapsed());
        }

        private static PairSteps<StreamingPipeline> byModel(int replies) {
            ChatModel model = ChatModel.named(
                    "local/words",
                    request -> ChatResponse.builder(Words.of(request.lastUserText(), 20))
                            .usage(Usage.of(30, 20))
                            .build());
            return AugmentationPipeline.builder().generate((instruction, context) -> {
                List<InstructionPair> pairs = new ArrayList<>();
                for (int i = 0; i < replies; i++) {
                    pairs.add(InstructionPair.of(
                            instruction,
                            context.chat(model, Jobs.request(instruction.text()))
                                    .text()));
                }
                return pairs;
            });
        }

        private static PairSteps<StreamingPipeline> localStages() {
            return AugmentationPipeline.builder()
                    .classify(TaskClassifier.builtIn())
                    .refine(InstructionRefiner.rules())
                    .filter(Filters.exactDuplicates(), Filters.nearDuplicates())
                    .generate(PairGenerator.existing())
                    .judge(QualityJudge.rules(), Threshold.atLeast(0));
        }
    }

    /** Prints the time of each tenth. */
    private static final class Tenths implements RunListener {
        private final long all;
        private long seen;
        private int tenth;
        private Stopwatch watch = Stopwatch.start();

        Tenths(long all) {
            this.all = all;
        }

        @Override
        public void onOutcome(Outcome outcome) {
            seen++;
            if (seen * TENTHS >= (tenth + 1) * all) {
                tenth++;
                System.out.printf(
                        "tenth %d: %.3f s wall, %.3f s CPU, heap %d MB%n",
                        tenth,
                        watch.wallSeconds(),
                        watch.cpuSeconds(),
                        (Runtime.getRuntime().totalMemory()
                                        - Runtime.getRuntime().freeMemory())
                                >> 20);
                watch = Stopwatch.start();
            }
        }
    }
}
