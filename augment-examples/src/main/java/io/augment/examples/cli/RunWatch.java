package io.augment.examples.cli;

import io.augment.Origin;
import io.augment.Outcome;
import io.augment.run.RunListener;
import io.augment.run.RunProgress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Follows a run for people: the progress line, warnings about bad rows and an outage, and rows worth showing. */
final class RunWatch implements RunListener {
    private static final int MOST_WARNINGS = 10;

    private final ProgressLine line;
    private final boolean live;
    private final Samples samples = new Samples();
    private final AtomicLong badRows = new AtomicLong();

    RunWatch(Terminal terminal) {
        this.line = new ProgressLine(terminal.err());
        this.live = terminal.live();
    }

    @Override
    public void onProgress(RunProgress progress) {
        if (live) {
            line.draw(progress);
        }
    }

    @Override
    public void onOutcome(Outcome outcome) {
        if (outcome instanceof Outcome.Kept kept) {
            samples.offer(kept.example());
        } else if (outcome instanceof Outcome.Rejected rejected && rejected.example() == null) {
            Origin origin = rejected.origin();
            warn((origin == null ? "" : origin + ": ") + rejected.detail());
        }
    }

    @Override
    public void onOutage(String model, String problem) {
        line.print("augment: " + model + " does not answer; waiting for it. " + problem);
    }

    /** Warns of a row that cannot be read: the first ones in words, the others by their number at the end. */
    void warn(String text) {
        if (badRows.incrementAndGet() <= MOST_WARNINGS) {
            line.print(text);
        }
    }

    /**
     * Ends the progress line, and tells how many bad rows were not told one by one.
     *
     * @param rejects file with all of them, or null
     */
    void end(@Nullable String rejects) {
        line.erase();
        long more = badRows.get() - MOST_WARNINGS;
        if (more > 0) {
            line.print("... and " + Numbers.count(more, "more row") + " that cannot be read"
                    + (rejects == null ? "." : "; all are in " + rejects + "."));
        }
    }

    Samples samples() {
        return samples;
    }
}
