package io.augment.source;

import io.augment.internal.source.Columns;
import io.augment.internal.source.JdbcReader;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads seeds with a query from any database that has a JDBC driver, row by row. Without a row mapper, the columns are
 * recognized by their labels as those of a CSV file are; other columns become metadata.
 *
 * <p>Immutable and safe for use by many threads. Each reader takes a connection of its own, does not change anything, and
 * closes it.
 *
 * <pre>{@code
 * Source tickets = Source.jdbc(dataSource, "select id, question, answer, tenant from tickets order by id")
 *         .fetchSize(500);
 * Source custom = Source.jdbc(dataSource, "select q, a from faq order by n")
 *         .rows(row -> Instruction.builder(row.getString(1)).response(row.getString(2)).build());
 * }</pre>
 */
public final class JdbcSource implements Source {
    private static final int DEFAULT_FETCH_SIZE = 1_000;

    private final DataSource dataSource;
    private final String query;
    private final String name;
    private final int fetchSize;
    private final @Nullable Columns columns;
    private final @Nullable RowMapper mapper;

    JdbcSource(DataSource dataSource, String query) {
        this(
                Objects.requireNonNull(dataSource, "dataSource"),
                Objects.requireNonNull(query, "query"),
                "query",
                DEFAULT_FETCH_SIZE,
                null,
                null);
    }

    private JdbcSource(
            DataSource dataSource,
            String query,
            String name,
            int fetchSize,
            @Nullable Columns columns,
            @Nullable RowMapper mapper) {
        this.dataSource = dataSource;
        this.query = query;
        this.name = name;
        this.fetchSize = fetchSize;
        this.columns = columns;
        this.mapper = mapper;
    }

    /** Sets the name for messages and origins; {@code query} unless set. */
    public JdbcSource named(String newName) {
        return new JdbcSource(dataSource, query, Objects.requireNonNull(newName, "name"), fetchSize, columns, mapper);
    }

    /**
     * Sets how many rows the driver fetches at a time, so that it need not hold the whole result in memory.
     *
     * @param rows handed to the driver as it is; 1,000 unless set. MySQL's driver streams with {@code Integer.MIN_VALUE}
     */
    public JdbcSource fetchSize(int rows) {
        return new JdbcSource(dataSource, query, name, rows, columns, mapper);
    }

    /**
     * Says which columns hold which field, as {@link FileSource#mapping(String)} does.
     *
     * @throws IllegalArgumentException if the mapping is not of that form
     */
    public JdbcSource mapping(String mapping) {
        return new JdbcSource(dataSource, query, name, fetchSize, Columns.parse(mapping), null);
    }

    /** Makes the seeds with a function. Such a seed's origin is set where it has none. */
    public JdbcSource rows(RowMapper newMapper) {
        return new JdbcSource(dataSource, query, name, fetchSize, null, Objects.requireNonNull(newMapper, "mapper"));
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Runs the query.
     *
     * @throws SourceException if the database cannot be reached, or refuses the query
     */
    @Override
    public SourceReader open() {
        return new JdbcReader(dataSource, query, name, fetchSize, columns, mapper);
    }
}
