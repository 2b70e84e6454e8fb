package io.augment.filter;

import java.util.List;
import java.util.Objects;

/**
 * Holds records that say the same.
 *
 * @param kept identifier of the record that stays, or the file and line of a reference
 * @param duplicates identifiers of those that do not, in input order; at least one
 */
public record DuplicateCluster(String kept, List<String> duplicates) {
    /** Creates the cluster. */
    public DuplicateCluster {
        Objects.requireNonNull(kept, "kept");
        duplicates = List.copyOf(duplicates);
    }
}
