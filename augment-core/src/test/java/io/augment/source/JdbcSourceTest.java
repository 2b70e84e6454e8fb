package io.augment.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcSourceTest {
    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:seeds", "", "");

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop all objects");
            statement.execute("create table faq (id int, question varchar, answer varchar, tenant varchar)");
            statement.execute(
                    "insert into faq values (1, 'Why?', 'Because.', 'a'), (2, ' ', null, 'b'), (3, 'How?', null, null)");
        }
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void recognizesColumnsByTheirLabels() {
        ReadRows rows = ReadRows.of(Source.jdbc(database, "select * from faq order by id")
                .named("faq")
                .fetchSize(1));

        assertThat(rows.texts()).containsExactly("Why?", "How?");
        Instruction first = rows.seeds().get(0);
        assertThat(first.id()).isEqualTo("1");
        assertThat(first.response()).isEqualTo("Because.");
        assertThat(first.metadata()).containsExactlyEntriesOf(java.util.Map.of("tenant", "a"));
        assertThat(first.origin()).hasToString("faq:1");
        assertThat(rows.reasons()).containsExactly("empty-instruction");
        assertThat(rows.malformed().get(0).origin()).hasToString("faq:2");
        assertThat(database.getActiveConnections()).isZero();
    }

    @Test
    void mapsColumnsAndRows() {
        Source mapped = Source.jdbc(database, "select question as q, answer as a from faq where id = 1")
                .mapping("instruction=q, response=a");
        assertThat(ReadRows.of(mapped).seeds().get(0).response()).isEqualTo("Because.");

        ReadRows rows = ReadRows.of(Source.jdbc(database, "select id, question from faq order by id")
                .rows(row -> {
                    if (row.getInt(1) == 2) {
                        return null;
                    }
                    return row.getInt(1) == 3
                            ? Instruction.of(row.getString("nothing of that name"))
                            : Instruction.of(row.getString(2));
                }));
        assertThat(rows.texts()).containsExactly("Why?");
        assertThat(rows.reasons()).containsExactly("no-seed", "bad-row");
    }

    @Test
    void handsTheFetchSizeToTheDriver() {
        List<Object> sizes = new ArrayList<>();
        DataSource watched = watched(DataSource.class, database, sizes);
        ReadRows.of(Source.jdbc(watched, "select * from faq").fetchSize(7));
        ReadRows.of(Source.jdbc(watched, "select * from faq"));

        assertThat(sizes).containsExactly(7, 1_000);
    }

    /** Stands before a JDBC object and those that it hands out, and notes the fetch sizes. */
    private static <T> T watched(Class<T> type, Object behind, List<Object> sizes) {
        return type.cast(Proxy.newProxyInstance(
                JdbcSourceTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getName().equals("setFetchSize")) {
                        sizes.add(args[0]);
                    }
                    Object result = method.invoke(behind, args);
                    boolean handsOut = method.getReturnType() == Connection.class
                            || method.getReturnType() == PreparedStatement.class;
                    return handsOut ? watched(method.getReturnType(), result, sizes) : result;
                }));
    }

    @Test
    void readsTurnsThatAColumnHoldsAsJson() throws SQLException {
        ReadRows rows = ReadRows.of(
                Source.jdbc(
                        database,
                        "select '[{\"from\":\"human\",\"value\":\"Hi\"},{\"from\":\"gpt\",\"value\":\"Ho\"}]' as conversations, 1 as n"));

        assertThat(rows.seeds().get(0).response()).isEqualTo("Ho");
        assertThat(rows.seeds().get(0).metadata()).containsEntry("n", "1");
    }

    @Test
    void saysWhichQueryFailed() {
        Source wrong = Source.jdbc(database, "select * from nothing").named("wrong");

        assertThatThrownBy(wrong::open)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("The query wrong cannot be run");
        assertThat(database.getActiveConnections()).isZero();
    }
}
