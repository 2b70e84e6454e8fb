package io.augment.evaluate;

import io.augment.filter.Diversity;
import io.augment.internal.evaluate.Examples;
import io.augment.source.Source;

/**
 * Compares data before and after augmentation: variety, lengths, and the mix of tasks.
 *
 * @param beforeRows rows before
 * @param afterRows rows after
 * @param before statistics of rows before
 * @param after statistics of as many rows after: measures of variety fall with the number of rows, so both are of samples of one size
 */
public record DataChange(int beforeRows, int afterRows, Diversity before, Diversity after) {
    /**
     * Reads two sources; rows that cannot be read are left out.
     *
     * @throws io.augment.source.SourceException if a source cannot be read
     */
    public static DataChange between(Source before, Source after) {
        return Examples.change(before, after);
    }
}
