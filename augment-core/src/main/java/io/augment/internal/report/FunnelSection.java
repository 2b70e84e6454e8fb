package io.augment.internal.report;

import io.augment.run.RunReport;
import io.augment.run.StageCount;
import java.util.ArrayList;
import java.util.List;

/** Draws what went into each stage and what became of it. */
final class FunnelSection {
    private static final int LONGEST_BY = 160;

    private FunnelSection() {}

    static void write(Html html, RunRecord run) {
        RunReport report = run.report();
        if (report == null || report.stages().isEmpty()) {
            return;
        }
        long widest = 1;
        for (StageCount stage : report.stages()) {
            widest = Math.max(widest, stage.in() + stage.created());
        }
        html.open("section").leaf("h2", "From seed to row");
        html.open("p", "class", "legend");
        Legend.key(html, "in", "came in");
        Legend.key(html, "made", "made here");
        Legend.key(html, "kept", "went on");
        Legend.key(html, "rejected", "rejected");
        Legend.key(html, "failed", "failed");
        Legend.key(html, "left", "not reached");
        html.close();
        html.open("ol", "class", "funnel");
        for (StageCount stage : report.stages()) {
            stage(html, stage, run.by(stage.stage()), widest);
        }
        html.close().close();
    }

    private static void stage(Html html, StageCount stage, String by, long widest) {
        html.open("li").open("div", "class", "stage").leaf("h3", stage.stage());
        if (!by.isEmpty()) {
            html.leaf("p", Texts.cut(by, LONGEST_BY), "class", "soft");
        }
        html.close();
        html.open("div", "class", "flow");
        double all = widest;
        Pictures.bar(
                html,
                "bar thin",
                List.of(new Pictures.Part("in", stage.in() / all), new Pictures.Part("made", stage.created() / all)));
        Pictures.bar(
                html,
                "bar",
                List.of(
                        new Pictures.Part("kept", stage.kept() / all),
                        new Pictures.Part("rejected", StageCount.sum(stage.rejected()) / all),
                        new Pictures.Part("failed", StageCount.sum(stage.failed()) / all),
                        new Pictures.Part("left", StageCount.sum(stage.notReached()) / all)));
        html.leaf("p", account(stage), "class", "numbers");
        html.close().close();
    }

    private static String account(StageCount stage) {
        List<String> into = new ArrayList<>();
        into.add(Numbers.count(stage.in()) + " in");
        add(into, stage.created(), "made");
        List<String> out = new ArrayList<>();
        out.add(Numbers.count(stage.kept()) + " kept");
        add(out, StageCount.sum(stage.rejected()), "rejected");
        add(out, StageCount.sum(stage.failed()), "failed");
        add(out, StageCount.sum(stage.notReached()), "not reached");
        return String.join(" + ", into) + " → " + String.join(" · ", out);
    }

    private static void add(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(Numbers.count(number) + " " + what);
        }
    }
}
