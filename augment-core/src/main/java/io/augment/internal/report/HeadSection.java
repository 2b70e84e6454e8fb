package io.augment.internal.report;

import io.augment.run.RunReport;
import io.augment.run.StageCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a sentence how the run ended, and in a few numbers what it did; warnings follow at once. */
final class HeadSection {
    private static final int MOST_WARNINGS = 20;
    private static final int LONGEST_WARNING = 600;

    private HeadSection() {}

    static void write(Html html, RunRecord run, Findings findings) {
        RunReport report = run.report();
        html.open("header");
        html.leaf("p", "augment · run report", "class", "kicker");
        if (report == null) {
            html.leaf("h1", "This run has not ended");
            html.leaf(
                    "p",
                    "It is under way, or it was cut off: start it again in its directory, and it goes on with the replies that"
                            + " it has. Its accounts are written when it ends; what follows is what its files hold now: "
                            + Numbers.count(findings.kept(), "kept row", "kept rows") + ", "
                            + Numbers.count(findings.rejected()) + " rejected, " + Numbers.count(findings.failed())
                            + " failed.",
                    "class",
                    "lead");
        } else {
            html.leaf("h1", headline(run, report));
            html.leaf("p", lead(run, report), "class", "lead");
        }
        html.leaf("p", when(run), "class", "soft");
        if (report != null) {
            tiles(html, run, report);
        }
        html.close();
        warnings(html, report, findings);
    }

    private static String headline(RunRecord run, RunReport report) {
        String target = run.settings().get("target");
        if (target != null) {
            return Numbers.count(report.kept()) + " of " + group(target) + " rows delivered";
        }
        return Numbers.count(report.kept(), "row", "rows") + " from " + Numbers.count(report.read(), "seed", "seeds");
    }

    private static String lead(RunRecord run, RunReport report) {
        long rejected = StageCount.sum(report.rejected());
        long failed = StageCount.sum(report.failed());
        long left = StageCount.sum(report.notReached());
        return stopped(run, report) + " " + Numbers.count(report.read(), "seed was read", "seeds were read") + " and "
                + Numbers.count(report.created(), "record", "records") + " made from them; "
                + Numbers.count(rejected) + " rejected, " + Numbers.count(failed) + " failed, " + Numbers.count(left)
                + " not reached.";
    }

    private static String stopped(RunRecord run, RunReport report) {
        return switch (report.stoppedBy()) {
            case DONE -> "Every seed went through every stage.";
            case TARGET -> "The target was met.";
            case BUDGET_USD -> "The money cap" + of(money(run.settings().get("budgetUsd"))) + " ended the run.";
            case BUDGET_TOKENS -> "The token cap" + of(group(run.settings().get("budgetTokens"))) + " ended the run.";
            case BUDGET_REQUESTS ->
                "The cap on requests" + of(group(run.settings().get("budgetRequests"))) + " ended the run.";
            case BUDGET_TIME -> "The time cap" + of(run.settings().get("budgetTime")) + " ended the run.";
            case NO_PROGRESS -> "A further round added nothing, so the run ended.";
            case CANDIDATES -> "The stages made as many records as the target lets them.";
            case CANCELLED -> "The run was cancelled.";
            case ERROR -> "An error ended the run.";
        };
    }

    private static String of(@Nullable String cap) {
        return cap == null ? "" : " of " + cap;
    }

    private static @Nullable String money(@Nullable String usd) {
        return usd == null ? null : Numbers.money(usd);
    }

    /** Groups the digits of a whole number; returns anything else as it is. */
    static @Nullable String group(@Nullable String number) {
        return number != null && number.matches("\\d{1,18}") ? Numbers.count(Long.parseLong(number)) : number;
    }

    private static String when(RunRecord run) {
        String end = run.ended();
        return Texts.cut(run.source(), 120) + " · " + time(run.started()) + (end == null ? "" : " to " + time(end))
                + " UTC";
    }

    /** Returns an instant to the second, as people write it. */
    private static String time(String instant) {
        return instant.length() >= 19 ? instant.substring(0, 19).replace('T', ' ') : instant;
    }

    private static void tiles(Html html, RunRecord run, RunReport report) {
        String target = group(run.settings().get("target"));
        html.open("dl", "class", "tiles");
        tile(
                html,
                "Rows kept",
                Numbers.count(report.kept()),
                target == null ? "no target was set" : "asked: " + target);
        tile(
                html,
                "Cost",
                Numbers.money(report.costUsd()),
                cap(money(run.settings().get("budgetUsd"))));
        tile(html, "Cost per kept row", perRow(report), "");
        tile(
                html,
                "Requests",
                Numbers.count(report.requests()),
                Numbers.count(report.promptTokens() + report.completionTokens(), "token", "tokens"));
        tile(html, "Replayed", Numbers.count(report.replayed()), Numbers.count(report.paidAgain()) + " paid again");
        tile(
                html,
                "Time",
                Numbers.duration(report.elapsed()),
                cap(run.settings().get("budgetTime")));
        html.close();
    }

    private static String perRow(RunReport report) {
        if (report.costUsd() != null && report.kept() == 0) {
            return "–";
        }
        return Numbers.money(Numbers.each(report.costUsd(), report.kept()));
    }

    private static String cap(@Nullable String cap) {
        return cap == null ? "no cap" : "cap: " + cap;
    }

    private static void tile(Html html, String name, String value, String note) {
        html.open("div").leaf("dt", name).leaf("dd", value);
        if (!note.isEmpty()) {
            html.leaf("dd", note, "class", "soft");
        }
        html.close();
    }

    private static void warnings(Html html, @Nullable RunReport report, Findings findings) {
        List<String> all = new ArrayList<>(report == null ? List.of() : report.warnings());
        if (findings.skipped() > 0) {
            all.add(Numbers.count(findings.skipped(), "line", "lines")
                    + " of the record files could not be read; the files were changed or cut off after the run.");
        }
        if (report != null && findings.kept() + findings.skipped() != report.kept() && findings.skipped() == 0) {
            all.add("The file of kept rows holds " + Numbers.count(findings.kept()) + " rows, but the run kept "
                    + Numbers.count(report.kept()) + ": the file was changed or removed after the run.");
        }
        if (all.isEmpty()) {
            return;
        }
        html.open("section", "class", "warnings").leaf("h2", "Warnings").open("ul");
        for (String warning : all.subList(0, Math.min(MOST_WARNINGS, all.size()))) {
            html.leaf("li", Texts.cut(warning, LONGEST_WARNING));
        }
        if (all.size() > MOST_WARNINGS) {
            html.leaf("li", "… and " + Numbers.count(all.size() - MOST_WARNINGS) + " more in the manifest.");
        }
        html.close().close();
    }
}
