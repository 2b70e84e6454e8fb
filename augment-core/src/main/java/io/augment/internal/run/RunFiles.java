package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.source.RejectJson;
import io.augment.run.RunDirectory;
import io.augment.source.SourceRow;

/** Writes the kept, rejected and failed records of a run directory. */
final class RunFiles implements RecordSink {
    private final RecordFile kept;
    private final RecordFile rejected;
    private final RecordFile failed;

    RunFiles(RunDirectory directory) {
        this.kept = new RecordFile(directory.kept());
        this.rejected = new RecordFile(directory.rejected());
        this.failed = new RecordFile(directory.failed());
    }

    @Override
    public void kept(Example example) {
        kept.line(json -> {
            ExampleJson.write(example, json);
            json.newline();
        });
    }

    @Override
    public void rejected(Outcome.Rejected outcome) {
        rejected.line(json -> RejectJson.write(outcome, json));
    }

    @Override
    public void rejected(SourceRow.Malformed row) {
        rejected.line(json -> RejectJson.write(row, json));
    }

    @Override
    public void failed(Outcome.Failed outcome) {
        failed.line(json -> RejectJson.write(outcome, json));
    }

    @Override
    public void commit() {
        kept.commit();
        rejected.commit();
        failed.commit();
    }

    @Override
    public void close() {
        kept.close();
        rejected.close();
        failed.close();
    }
}
