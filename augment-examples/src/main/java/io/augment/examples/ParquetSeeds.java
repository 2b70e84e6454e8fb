package io.augment.examples;

import io.augment.export.Conversion;
import io.augment.export.ExportFormats;
import io.augment.source.JdbcSource;
import io.augment.source.Source;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Reads seeds from Parquet files through DuckDB, with no code for Parquet. DuckDB's driver, {@code org.duckdb:duckdb_jdbc}, must
 * be on the class path; any other database works in the same way.
 */
public final class ParquetSeeds {
    private ParquetSeeds() {}

    /** Converts Parquet files to a training file: {@code ParquetSeeds 'data/*.parquet' train.json}. */
    public static void main(String[] args) {
        System.out.println(Conversion.of(source(args[0]))
                .to(Path.of(args[1]), ExportFormats.alpaca())
                .run());
    }

    /**
     * Returns the rows of Parquet files. Columns called {@code instruction}, {@code output} and so on are known; the others
     * become metadata.
     *
     * @param files a file, or a pattern such as {@code data/*.parquet}
     */
    public static JdbcSource source(String files) {
        String query = "select * from read_parquet('" + files.replace("'", "''") + "')";
        return Source.jdbc(new DuckDb(), query).named(files);
    }

    /** Hands out connections to a DuckDB of their own, in memory. */
    private static final class DuckDb implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            Properties properties = new Properties();
            // Otherwise the driver holds the whole result in memory.
            properties.setProperty("jdbc_stream_results", "true");
            return DriverManager.getConnection("jdbc:duckdb:", properties);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("This wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
