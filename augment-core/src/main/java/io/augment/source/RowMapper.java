package io.augment.source;

import io.augment.Instruction;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes a seed of the current row of a query's result. */
@FunctionalInterface
public interface RowMapper {
    /**
     * Returns the seed, or null for a row that holds none; such a row is reported as malformed.
     *
     * @param row the result, on the row; not to be moved
     * @throws SQLException if a column cannot be read; the row is reported as malformed
     */
    @Nullable
    Instruction map(ResultSet row) throws SQLException;
}
