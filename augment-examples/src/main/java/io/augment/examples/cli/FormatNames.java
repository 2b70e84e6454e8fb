package io.augment.examples.cli;

import io.augment.export.ExportFormats;
import java.util.Iterator;

/** Lists the formats in the help of a command. */
final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return ExportFormats.names().iterator();
    }
}
