package io.augment.benchmarks;

import io.augment.filter.DiskDeduplication;
import io.augment.filter.Filters;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes near-duplicates from a set of a million records and from one ten times as large, each from disk in a process with
 * a small heap.
 *
 * <p>Options: {@code --records} (of the smaller set), {@code --factor}, {@code --heap} and {@code --large-heap} such as
 * {@code 256m}, {@code --dir}.
 */
public final class DiskDuplicatesRun {
    private static final Pattern TIME = Pattern.compile("([0-9.]+) s wall");

    private DiskDuplicatesRun() {}

    /**
     * What came of it.
     *
     * @param small seconds for the smaller set
     * @param large seconds for the larger one
     */
    record Result(double small, double large) {}

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        Result result = run(Arguments.of(options));
        System.out.println(result + ", ratio " + result.large() / result.small());
    }

    static Result run(Arguments arguments) throws IOException, InterruptedException {
        Path dir = KillRun.directory(arguments, "disk-duplicates");
        int records = arguments.number("records", 1_000_000);
        int factor = arguments.number("factor", 10);
        return new Result(
                seconds(arguments.text("heap", "256m"), records, dir),
                seconds(arguments.text("large-heap", "512m"), records * factor, dir));
    }

    private static double seconds(String heap, int records, Path dir) throws IOException, InterruptedException {
        double seconds = 0;
        try (ChildProcess process = ChildProcess.start(
                        Inside.class,
                        List.of("-Xmx" + heap),
                        Arguments.of("--records", String.valueOf(records), "--dir", dir.toString()));
                BufferedReader output = process.output()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
                Matcher matcher = TIME.matcher(line);
                if (matcher.find()) {
                    seconds = Double.parseDouble(matcher.group(1));
                }
            }
            process.awaitSuccess();
        }
        return seconds;
    }

    /** Runs in the small heap. */
    public static final class Inside {
        private Inside() {}

        /** Removes the near-duplicates and prints how long it took. */
        public static void main(String[] options) {
            Arguments arguments = Arguments.of(options);
            int records = arguments.number("records", 1_000_000);
            Stopwatch watch = Stopwatch.start();
            DiskDeduplication.Counts counts = Filters.nearDuplicates()
                    .onDisk(Path.of(arguments.text("dir", "scratch")))
                    .run(generated(records), outcome -> {});
            System.out.printf(
                    "%d records: %s, %.1f s wall, %.1f s CPU%n",
                    records, counts, watch.wallSeconds(), watch.cpuSeconds());
        }
    }

    private static Source generated(int records) {
        return new Source() {
            @Override
            public String name() {
                return "generated";
            }

            @Override
            public SourceReader open() {
                return new SourceReader() {
                    private int next;

                    @Override
                    public @Nullable SourceRow next() {
                        return next == records ? null : new SourceRow.Seed(GeneratedText.instruction(next++));
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
