package io.augment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.export.Conversion;
import io.augment.export.ExportFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSeedsTest {
    @TempDir
    private Path directory;

    @Test
    void readsParquetThroughDuckDb() throws SQLException, IOException {
        Path parquet = directory.resolve("it's seeds.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select i as id, 'Question ' || i || ' 为什么?' as instruction,"
                    + " case when i = 7 then null else 'Answer ' || i end as output, 'cc-by-4.0' as license"
                    + " from range(5000) t(i)) to '" + parquet.toString().replace("'", "''") + "' (format parquet)");
        }
        Path train = directory.resolve("train.json");
        Conversion.Result result = Conversion.of(ParquetSeeds.source(parquet.toString()))
                .to(train, ExportFormats.alpaca())
                .run();

        assertThat(result.read()).isEqualTo(5_000);
        assertThat(result.written()).isEqualTo(4_999);
        assertThat(result.reasons()).containsOnlyKeys("no-response");
        JsonNode rows = new ObjectMapper().readTree(train.toFile());
        assertThat(rows).hasSize(4_999);
        assertThat(rows.get(8).path("instruction").asText()).isEqualTo("Question 9 为什么?");
        assertThat(rows.get(8).path("output").asText()).isEqualTo("Answer 9");
    }

    @Test
    void keepsTheOtherColumnsAsMetadata() throws SQLException, IOException {
        Path parquet = directory.resolve("chats.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select '[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Ho\"}]'"
                            + " as messages, 'x' as tenant) to '" + parquet + "' (format parquet)");
        }
        Path out = directory.resolve("out.jsonl");
        Conversion.of(ParquetSeeds.source(directory + "/*.parquet"))
                .to(out, ExportFormats.augment())
                .run();

        JsonNode row = new ObjectMapper().readTree(out.toFile());
        assertThat(row.path("instruction").asText()).isEqualTo("Hi");
        assertThat(row.path("response").asText()).isEqualTo("Ho");
        assertThat(row.path("metadata").path("tenant").asText()).isEqualTo("x");
    }
}
