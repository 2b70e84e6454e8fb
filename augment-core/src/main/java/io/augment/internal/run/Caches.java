package io.augment.internal.run;

import io.augment.internal.ledger.Ledger;
import io.augment.internal.ledger.LedgerException;
import io.augment.run.RunDirectory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Opens the ledgers of earlier runs. They are only read, so a run that still writes one of them is not disturbed. */
final class Caches {
    private Caches() {}

    static List<Ledger> open(List<RunDirectory> directories) {
        List<Ledger> ledgers = new ArrayList<>();
        for (RunDirectory directory : directories) {
            if (!Files.isDirectory(directory.ledger())) {
                ledgers.forEach(Ledger::close);
                throw new LedgerException(
                        "There is no ledger in " + directory.path() + ", so its replies cannot be taken over.", null);
            }
            ledgers.add(Ledger.open(directory.ledger()));
        }
        return ledgers;
    }
}
