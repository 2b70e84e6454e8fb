package io.augment.internal.source;

import io.augment.Instruction;
import io.augment.Origin;
import io.augment.internal.format.Json;
import io.augment.source.RowMapper;
import io.augment.source.SourceException;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a query's result. */
public final class JdbcReader implements SourceReader {
    private final String name;
    private final @Nullable RowMapper mapper;
    private final SeedShapes shapes;
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet result;
    private final List<String> labels = new ArrayList<>();
    private final Deque<SourceRow> ready = new ArrayDeque<>();
    private long rows;

    /**
     * Connects and runs the query.
     *
     * @throws SourceException if the database cannot be reached, or refuses the query
     */
    public JdbcReader(
            DataSource dataSource,
            String query,
            String name,
            int fetchSize,
            @Nullable Columns columns,
            @Nullable RowMapper mapper) {
        this.name = name;
        this.mapper = mapper;
        this.shapes = new SeedShapes(columns, null);
        Connection opened = null;
        try {
            opened = dataSource.getConnection();
            this.connection = opened;
            // PostgreSQL fetches in portions only inside a transaction.
            connection.setAutoCommit(false);
            this.statement =
                    connection.prepareStatement(query, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(fetchSize);
            this.result = statement.executeQuery();
            ResultSetMetaData data = result.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                labels.add(data.getColumnLabel(i));
            }
        } catch (SQLException e) {
            if (opened != null) {
                closeQuietly(opened, e);
            }
            throw new SourceException("The query " + name + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(Connection connection, SQLException cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public @Nullable SourceRow next() {
        SourceRow waiting = ready.poll();
        if (waiting != null) {
            return waiting;
        }
        try {
            if (!result.next()) {
                return null;
            }
        } catch (SQLException e) {
            throw new SourceException(
                    "The query " + name + " cannot be read any further, after row " + rows + ": " + e.getMessage(), e);
        }
        rows++;
        Origin origin = new Origin(name, rows);
        RowMapper own = mapper;
        if (own != null) {
            return mapped(own, origin);
        }
        shapes.read(cells(), origin, false, ready);
        return ready.poll();
    }

    private SourceRow mapped(RowMapper own, Origin origin) {
        try {
            Instruction seed = own.map(result);
            if (seed == null) {
                return new SourceRow.Malformed(origin, "no-seed", "The row mapper made no seed of the row.", null);
            }
            return new SourceRow.Seed(
                    seed.origin() == null ? seed.toBuilder().origin(origin).build() : seed);
        } catch (SQLException | RuntimeException e) {
            return new SourceRow.Malformed(origin, "bad-row", "The row mapper failed: " + e.getMessage(), null);
        }
    }

    /** Returns the row as an object; labels that databases write in capitals become small ones. */
    private Json.Obj cells() {
        Map<String, Json> cells = new LinkedHashMap<>();
        try {
            for (int i = 0; i < labels.size(); i++) {
                String label = labels.get(i);
                String value = result.getString(i + 1);
                String key = label.equals(label.toUpperCase(Locale.ROOT)) ? label.toLowerCase(Locale.ROOT) : label;
                cells.put(key, value == null ? Json.Literal.NULL : new Json.Text(value));
            }
        } catch (SQLException e) {
            throw new SourceException(
                    "The query " + name + " cannot be read at row " + rows + ": " + e.getMessage(), e);
        }
        return new Json.Obj(cells);
    }

    @Override
    public void close() {
        try (Connection closing = connection) {
            result.close();
            statement.close();
            closing.rollback();
        } catch (SQLException e) {
            throw new SourceException(
                    "The connection of the query " + name + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
