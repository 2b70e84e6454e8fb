package io.augment.internal.run;

import io.augment.Instruction;
import io.augment.run.StopReason;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Reads seeds, until the source ends or the run is stopped. */
final class SourceFlow implements FlowSource {
    static final String STAGE = "source";

    private final SourceReader reader;
    private final RunControl control;
    private final boolean ghosts;
    private final long most;
    private final long readBefore;
    private final LongPredicate picks;
    private final UniqueIds ids = new UniqueIds();
    private long rows;

    /**
     * Creates the flow.
     *
     * @param ghosts whether the seeds were counted and delivered in an earlier round
     * @param most most rows to read
     * @param readBefore rows that an earlier process had read when it was stopped
     * @param picks tells by its number, from 0 on, whether a row is taken; the others are passed over without a trace
     */
    SourceFlow(
            SourceReader reader, RunControl control, boolean ghosts, long most, long readBefore, LongPredicate picks) {
        this.reader = reader;
        this.control = control;
        this.ghosts = ghosts;
        this.most = most;
        this.readBefore = readBefore;
        this.picks = picks;
    }

    /** Returns the rows that were read so far. */
    long rows() {
        return rows;
    }

    @Override
    public @Nullable Flow next() {
        while (rows < most && goesOn()) {
            SourceRow row = read();
            if (row == null) {
                return null;
            }
            boolean isPicked = picks.test(rows);
            rows++;
            if (row instanceof SourceRow.Seed seed) {
                // Even a row that is passed over takes its name, as it will in the run.
                String id = ids.unique(seed.instruction().id());
                if (isPicked) {
                    return seed(seed.instruction(), id);
                }
            } else if (isPicked && !ghosts) {
                Tally tally = new Tally();
                SourceRow.Malformed malformed = (SourceRow.Malformed) row;
                tally.add(STAGE, Tally.Kind.IN);
                tally.add(STAGE, Tally.Kind.REJECTED, malformed.reason());
                return new Flow.Unreadable(malformed, tally);
            }
        }
        return null;
    }

    /** An interrupt asks to cancel the run; files that are read through a channel turn it into an exception. */
    private @Nullable SourceRow read() {
        try {
            return reader.next();
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                control.stop(StopReason.CANCELLED);
                return null;
            }
            throw e;
        }
    }

    /** What an earlier process had read when it was stopped is read again, since its replies may be in the ledger. */
    private boolean goesOn() {
        RunControl.Stop stop = control.stopped();
        return stop == null || (rows < readBefore && stop.reason() != StopReason.TARGET && stop.error() == null);
    }

    private Flow seed(Instruction instruction, String id) {
        Instruction unique = id.equals(instruction.id())
                ? instruction
                : instruction.toBuilder().id(id).build();
        Tally tally = new Tally();
        if (!ghosts) {
            tally.add(STAGE, Tally.Kind.IN);
            tally.add(STAGE, Tally.Kind.KEPT);
        }
        return new Flow.Live(unique, ghosts, tally);
    }

    @Override
    public void close() {
        reader.close();
    }
}
