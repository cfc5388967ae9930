package io.kequn.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.boot.TestDatabase;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A database of a version that stored everything in clear is brought up to date: all that names persons is
/// sealed at its place, and is found by its digest.
@KequnTest
class StoredDataTest {
    private static final UUID ADA = UUID.fromString("01a00000-0000-7000-8000-000000000001");
    private static final UUID JOB = UUID.fromString("01a00000-0000-7000-8000-000000000002");
    private static final UUID HOOK = UUID.fromString("01a00000-0000-7000-8000-000000000003");
    /// The last version that stored in clear; the question mark lets it be any number up to this.
    private static final String OLD = "119?";

    @Inject
    @All
    List<StoredData> stored;

    @Inject
    Keys keys;

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void whatWasStoredInClearIsSealed() throws SQLException {
        migrate(flyway().target(OLD));
        int shop = fill(2_500);

        migrate(flyway().javaMigrations(new SealStoredData(stored, keys)));

        try (var connection = open()) {
            assertThat(open(connection, "select personal from customer where id = '" + ADA + "'", ada(shop)))
                    .isEqualTo("{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"phone\":\"+8613800138000\"}");
            assertThat(bytes(connection, "select email_index from customer where id = '" + ADA + "'"))
                    .isEqualTo(keys.index().of("customer.email", shop, "ada@example.com"));
            assertThat(bytes(connection, "select phone_index from customer where id = '" + ADA + "'"))
                    .isEqualTo(keys.index().of("customer.phone", shop, "+8613800138000"));
            assertThat(number(connection, "select count(*) from customer where personal is not null"))
                    .isEqualTo(2_501);
            assertThat(number(
                            connection, "select count(*) from customer where personal is null and email_index is null"))
                    .isEqualTo(1);
            assertThat(open(
                            connection,
                            "select content from import_chunk",
                            new Place("import_chunk.content", shop, JOB + "|0")))
                    .isEqualTo("id,mail\n1,ada@example.com");
            assertThat(open(
                            connection,
                            "select content from import_row",
                            new Place("import_row.content", shop, JOB + "|2|A-1")))
                    .isEqualTo("{\"\": \"ada@example.com\"}");
            assertThat(open(
                            connection,
                            "select content from import_error",
                            new Place("import_error.content", shop, JOB + "|3")))
                    .isEqualTo("3,ada@");
            assertThat(open(
                            connection,
                            "select decode(secret, 'base64') from webhook",
                            new Place("webhook.secret", shop, HOOK.toString())))
                    .isEqualTo("whsec_abc");
            assertThat(open(
                            connection,
                            "select decode(answer, 'base64') from idempotency where answer is not null",
                            new Place("idempotency.answer", shop, "key:1|customers|a")))
                    .isEqualTo("{\"email\": \"ada@example.com\"}");
            assertThat(number(connection, "select count(*) from idempotency where answer is null and subject = 'k'"))
                    .isEqualTo(1);
            assertThat(held(connection)).noneMatch(row -> row.contains("ada@") || row.contains("8613800138000"));
            assertThat(number(connection, """
                select count(*) from pg_class where relrowsecurity and not relforcerowsecurity
                  and relnamespace = current_schema()::regnamespace\
                """)).isZero();
        }
    }

    private static Place ada(int shop) {
        return new Place("customer.personal", shop, ADA.toString());
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource("jdbc:" + database.url(), database.user(), database.password())
                .locations("classpath:db/migration");
    }

    private static void migrate(FluentConfiguration configuration) {
        assertThat(configuration.load().migrate().success).isTrue();
    }

    /// So many customers beside Ada and one of whom nothing is known. Answers the shop's number.
    private int fill(int others) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("insert into shop (key, name, currency, time_zone) values ('old', 'Old', 'CNY', 'UTC')");
            int shop = number(connection, "select id from shop");
            statement.execute("set app.shop = " + shop);
            for (var insert : List.of(
                    """
                    insert into customer (shop_id, id, recorded_at, updated_at, name, email, email_domain, phone)
                    values (%1$d, '%2$s', now(), now(), 'Ada', 'ada@example.com', 'example.com', '+8613800138000')\
                    """,
                    "insert into customer (shop_id, id, recorded_at, updated_at) values (%1$d, gen_random_uuid(), now(), now())",
                    """
                    insert into customer (shop_id, id, recorded_at, updated_at, last_name)
                    select %1$d, gen_random_uuid(), now(), now(), 'Name ' || n from generate_series(1, %4$d) n\
                    """,
                    "insert into import_chunk values (%1$d, '%3$s', 0, 'id,mail\n1,ada@example.com')",
                    "insert into import_row values (%1$d, '%3$s', 'A-1', 2, '{\"\": \"ada@example.com\"}')",
                    """
                    insert into import_error (shop_id, job_id, line, code, message, content)
                    values (%1$d, '%3$s', 3, 'value_invalid', 'a\nb', '3,ada@')\
                    """,
                    """
                    insert into webhook (shop_id, public_id, url, types, filter, secret)
                    values (%1$d, '%5$s', 'https://example.com', '', '{}', 'whsec_abc')\
                    """,
                    """
                    insert into idempotency (shop_id, principal, route, key, fingerprint, answer, subject)
                    values (%1$d, 'key:1', 'customers', 'a', 'ff', '{"email": "ada@example.com"}', null),
                      (%1$d, 'key:1', 'api-keys', 'b', 'ff', null, 'k')\
                    """)) {
                statement.execute(insert.formatted(shop, ADA, JOB, others, HOOK));
            }
            return shop;
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
    }

    private String open(Connection connection, String sql, Place place) throws SQLException {
        return keys.sealer().openText(bytes(connection, sql), place);
    }

    private static byte[] bytes(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getBytes(1);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<String> held(Connection connection) throws SQLException {
        var held = new ArrayList<String>();
        for (var table : List.of("customer", "idempotency", "import_chunk", "import_row", "import_error", "webhook")) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select x::text from " + table + " x")) {
                while (rows.next()) {
                    held.add(rows.getString(1));
                }
            }
        }
        return held;
    }
}
