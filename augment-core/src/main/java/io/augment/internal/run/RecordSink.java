package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.source.SourceRow;

/** Takes what became of a run's records. */
interface RecordSink extends AutoCloseable {
    /** Takes everything and keeps nothing. */
    RecordSink NONE = new RecordSink() {
        @Override
        public void kept(Example example) {}

        @Override
        public void rejected(Outcome.Rejected outcome) {}

        @Override
        public void rejected(SourceRow.Malformed row) {}

        @Override
        public void failed(Outcome.Failed outcome) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    };

    /** Takes a row that was kept. */
    void kept(Example example);

    /** Takes a record that was turned down. */
    void rejected(Outcome.Rejected outcome);

    /** Takes a row that could not be read. */
    void rejected(SourceRow.Malformed row);

    /** Takes a record that failed. */
    void failed(Outcome.Failed outcome);

    /** Puts all in place. */
    void commit();

    @Override
    void close();
}
