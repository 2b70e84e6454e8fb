package io.augment.examples.cli;

import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.run.StopReason;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the result of a run for people: what was read, made, kept and turned down, and where it lies. */
final class ResultText {
    private final PrintWriter out;

    ResultText(PrintWriter out) {
        this.out = out;
    }

    void print(RunReport report, RunDirectory directory, List<Path> files) {
        out.printf(
                Locale.ROOT,
                "%s in %.1f s%n",
                ending(report.stoppedBy()),
                report.elapsed().toMillis() / 1000.0);
        out.println();
        line("read", report.read(), "rows");
        line("made", report.created(), "new rows");
        line("kept", report.kept(), "rows");
        line("rejected", StageCount.sum(report.rejected()), "rows" + reasons(report.rejected()));
        line("failed", StageCount.sum(report.failed()), "rows" + reasons(report.failed()));
        if (!report.notReached().isEmpty()) {
            line("not reached", StageCount.sum(report.notReached()), "rows" + reasons(report.notReached()));
        }
        if (report.requests() > 0) {
            printSpend(report);
        }
        out.println();
        out.println("Training files, read back and checked:");
        files.forEach(file -> out.println("  " + file));
        printIfThere("Rejected rows, each with its reason:", directory.rejected(), report.rejected());
        printIfThere("Failed rows, each with its reason:", directory.failed(), report.failed());
        report.warnings().forEach(warning -> out.println("Note: " + warning));
    }

    private void printSpend(RunReport report) {
        line(
                "requests",
                report.requests(),
                "replayed " + (report.replayed() == 1 ? "1 reply" : Numbers.count(report.replayed()) + " replies")
                        + ", " + Numbers.count(report.paidAgain()) + " paid again");
        line(
                "tokens",
                report.promptTokens() + report.completionTokens(),
                Numbers.count(report.promptTokens()) + " in, " + Numbers.count(report.completionTokens()) + " out");
        BigDecimal cost = report.costUsd();
        out.println(
                "  cost         " + (cost == null ? "not known: no price was given" : "$" + ResultJson.plain(cost)));
    }

    private void printIfThere(String title, Path file, Map<String, Long> counts) {
        if (!counts.isEmpty() && Files.exists(file)) {
            out.println(title);
            out.println("  " + file);
        }
    }

    private void line(String name, long number, String rest) {
        out.println(String.format(Locale.ROOT, "  %-11s %7s  ", name, Numbers.count(number)) + rest);
    }

    /** Returns the reasons with their numbers, the commonest first, after a colon; nothing where there is none. */
    static String reasons(Map<String, Long> counts) {
        return counts.isEmpty()
                ? ""
                : ": "
                        + counts.entrySet().stream()
                                .sorted(Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .map(entry -> entry.getKey() + " " + Numbers.count(entry.getValue()))
                                .collect(Collectors.joining(", "));
    }

    private static String ending(StopReason reason) {
        return switch (reason) {
            case DONE -> "Done";
            case TARGET -> "Done, the target is met,";
            case BUDGET_USD -> "Stopped at the cap on money";
            case BUDGET_TOKENS -> "Stopped at the cap on tokens";
            case BUDGET_REQUESTS -> "Stopped at the cap on requests";
            case BUDGET_TIME -> "Stopped at the cap on time";
            case CANDIDATES -> "Stopped at the cap on candidates";
            case NO_PROGRESS -> "Stopped short of the target, since a round added nothing new,";
            case CANCELLED -> "Interrupted; the same command goes on from here; stopped";
            case ERROR -> "Stopped by an error";
        };
    }

    /** Prints rows beside their seeds. */
    void print(List<Samples.Sample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        out.println();
        out.println(samples.size() == 1 ? "One row, before and after:" : samples.size() + " rows, before and after:");
        for (Samples.Sample sample : samples) {
            out.println("  seed:     " + oneLine(sample.before()));
            out.println(String.format(Locale.ROOT, "  %-9s ", sample.made() + ":") + oneLine(sample.after()));
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " / ");
    }

    /** Says that no model took part, and how one would. */
    void printOfflineNote() {
        out.println();
        out.println("No model was used: rules rephrased and varied what the seeds say, and kept their responses.");
        out.println("For new instructions and answers, let a model do the work, with this in place of --offline:");
        out.println("  --model NAME --base-url URL --key-env VARIABLE");
    }
}
