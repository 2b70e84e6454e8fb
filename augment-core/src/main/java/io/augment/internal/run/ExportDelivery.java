package io.augment.internal.run;

import io.augment.Example;
import io.augment.export.Export;
import io.augment.export.ExportSession;
import org.jspecify.annotations.Nullable;

/** Delivers rows to an export. */
public final class ExportDelivery implements Delivery {
    private final ExportSession session;

    /** Opens the export's files. */
    public ExportDelivery(Export export) {
        this.session = export.open();
    }

    @Override
    public @Nullable String unfit(Example example) {
        return session.unfit(example);
    }

    @Override
    public void write(Example example) {
        session.write(example);
    }

    @Override
    public void commit() {
        session.commit();
    }

    @Override
    public void close() {
        session.close();
    }
}
