package io.augment.internal.report;

import io.augment.run.RunReport;
import io.augment.run.StageCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says why records did not become rows, with an example of each reason. */
final class ReasonSection {
    private static final int MOST = 48;
    private static final int LONGEST_REASON = 80;

    private ReasonSection() {}

    /** A reason at a stage; no fate where the end of the run left records behind. */
    private record Loss(String stage, String reason, long count, Findings.@Nullable Fate fate) {}

    static void write(Html html, RunRecord run, Findings findings) {
        RunReport report = run.report();
        if (report == null) {
            return;
        }
        List<Loss> losses = new ArrayList<>();
        for (StageCount stage : report.stages()) {
            add(losses, stage.stage(), stage.rejected(), Findings.Fate.REJECTED);
            add(losses, stage.stage(), stage.failed(), Findings.Fate.FAILED);
            add(losses, stage.stage(), stage.notReached(), null);
        }
        if (losses.isEmpty()) {
            return;
        }
        losses.sort(Comparator.comparingLong(Loss::count).reversed());
        long all = losses.stream().mapToLong(Loss::count).sum();
        List<Loss> shown = losses.subList(0, Math.min(MOST, losses.size()));
        html.open("section").leaf("h2", "Why records were left out");
        html.open("ul", "class", "reasons");
        for (Loss loss : shown) {
            loss(html, loss, all, findings);
        }
        html.close();
        if (losses.size() > MOST) {
            long rest = all - shown.stream().mapToLong(Loss::count).sum();
            html.leaf(
                    "p",
                    "… and " + Numbers.count(losses.size() - MOST) + " more reasons, for "
                            + Numbers.count(rest, "record", "records") + ".",
                    "class",
                    "soft");
        }
        html.close();
    }

    private static void add(List<Loss> losses, String stage, Map<String, Long> counts, Findings.@Nullable Fate fate) {
        counts.forEach((reason, count) -> losses.add(new Loss(stage, reason, count, fate)));
    }

    private static void loss(Html html, Loss loss, long all, Findings findings) {
        String look = loss.fate() == null ? "left" : loss.fate() == Findings.Fate.FAILED ? "failed" : "rejected";
        String fate = loss.fate() == null ? "not reached" : look;
        html.open("li", "class", look);
        html.open("p", "class", "reason");
        html.leaf("strong", Texts.cut(loss.reason(), LONGEST_REASON));
        html.leaf("span", Numbers.count(loss.count()), "class", "amount");
        html.close();
        html.leaf(
                "p",
                fate + " at " + loss.stage() + " · " + Numbers.share(loss.count(), all) + " of all",
                "class",
                "soft");
        Findings.Instance one =
                loss.fate() == null ? null : findings.instance(loss.fate(), loss.stage(), loss.reason());
        if (one != null) {
            instance(html, one);
        }
        html.close();
    }

    private static void instance(Html html, Findings.Instance one) {
        if (!one.text().isEmpty()) {
            html.leaf("blockquote", one.text(), "dir", "auto");
        }
        String note = one.detail().isEmpty() || one.origin().isEmpty()
                ? one.detail() + one.origin()
                : one.detail() + " (" + one.origin() + ")";
        if (!note.isEmpty()) {
            html.leaf("p", note, "class", "soft note");
        }
    }
}
