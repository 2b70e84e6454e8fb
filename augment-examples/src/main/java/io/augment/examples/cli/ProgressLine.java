package io.augment.examples.cli;

import io.augment.run.RunProgress;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Draws one line that tells how far a run is, over and over. Safe for use by many threads. */
final class ProgressLine {
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private boolean drawn;

    ProgressLine(PrintWriter out) {
        this.out = out;
    }

    synchronized void draw(RunProgress progress) {
        out.print(ERASE + text(progress));
        out.flush();
        drawn = true;
    }

    synchronized void erase() {
        if (drawn) {
            out.print(ERASE);
            out.flush();
            drawn = false;
        }
    }

    /** Prints a line of its own; the progress line follows below it. */
    synchronized void print(String line) {
        erase();
        out.println(line);
    }

    static String text(RunProgress progress) {
        double seconds = progress.elapsed().toMillis() / 1000.0;
        double rate = seconds > 0 ? progress.kept() / seconds : 0;
        StringBuilder text = new StringBuilder();
        if (progress.share() >= 0) {
            text.append(String.format(Locale.ROOT, "%3.0f%%  ", Math.min(1, progress.share()) * 100));
        }
        text.append(Numbers.count(progress.read())).append(" read, ");
        text.append(Numbers.count(progress.kept())).append(" kept, ");
        text.append(Numbers.count(progress.rejected())).append(" rejected, ");
        text.append(Numbers.count(progress.failed())).append(" failed");
        text.append(String.format(Locale.ROOT, " | %.1f rows/s", rate));
        if (progress.requests() > 0) {
            text.append(" | ").append(Numbers.count(progress.requests(), "request"));
            text.append(", ").append(progress.inFlight()).append(" in flight");
            BigDecimal cost = progress.costUsd();
            if (cost != null) {
                text.append(", $").append(cost.setScale(4, RoundingMode.HALF_UP).toPlainString());
            }
        }
        if (progress.share() > 0 && progress.share() < 1) {
            Duration left = Duration.ofMillis(
                    (long) (progress.elapsed().toMillis() * (1 - progress.share()) / progress.share()));
            text.append(String.format(Locale.ROOT, " | %d:%02d left", left.toMinutes(), left.toSecondsPart()));
        }
        return text.toString();
    }
}
