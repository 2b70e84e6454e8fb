package io.augment.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.task.SamplePlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows the mix of task types before and after a sample. */
record PlanReport(SamplePlan plan) {
    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %-18s %9s %8s %9s %9s %8s %9s%n",
                "task",
                "there",
                "",
                "should",
                "taken",
                "",
                "missing");
        for (SamplePlan.Row row : sorted()) {
            out.printf(
                    Locale.ROOT,
                    "  %-18s %,9d %6.1f %% %,9d %,9d %6.1f %% %,9d%n",
                    row.task(),
                    row.supply(),
                    100.0 * row.supply() / Math.max(1, plan.supply()),
                    row.target(),
                    row.taken(),
                    100.0 * row.taken() / Math.max(1, plan.taken()),
                    row.missing());
        }
        int missing = plan.rows().stream().mapToInt(SamplePlan.Row::missing).sum();
        out.printf(
                Locale.ROOT,
                "  %-18s %,9d          %,9d %,9d          %,9d%n%n",
                "all",
                plan.supply(),
                plan.wanted(),
                plan.taken(),
                missing);
        out.printf(
                Locale.ROOT,
                "Mix %s. Balance (normalized entropy): %.3f before, %.3f after.%n",
                plan.mix(),
                plan.balanceBefore(),
                plan.balanceAfter());
        if (missing > 0) {
            out.println("Missing records can be made: run --target " + plan.wanted() + " --target-mix ... --expand 4.");
        }
    }

    private List<SamplePlan.Row> sorted() {
        return plan.rows().stream()
                .sorted((a, b) -> Integer.compare(b.supply(), a.supply()))
                .toList();
    }

    void write(ObjectNode object) {
        object.put("mix", plan.mix());
        object.put("wanted", plan.wanted());
        object.put("there", plan.supply());
        object.put("taken", plan.taken());
        object.put("balanceBefore", plan.balanceBefore());
        object.put("balanceAfter", plan.balanceAfter());
        ArrayNode rows = object.putArray("tasks");
        for (SamplePlan.Row row : sorted()) {
            rows.addObject()
                    .put("task", row.task())
                    .put("there", row.supply())
                    .put("should", row.target())
                    .put("taken", row.taken())
                    .put("missing", row.missing());
        }
    }
}
