package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.boot.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What migrations make of mergers and erasures that were there before them.
class EarlyMergersTest {
    private static final UUID KEPT = UUID.fromString("01a00000-0000-7000-8000-000000000001");
    private static final UUID GONE = UUID.fromString("01a00000-0000-7000-8000-000000000002");

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void mergersAreNumberedAsRecordedAndLaterOnesKeepTheirNumbers() throws SQLException {
        migrate("156");
        shop();
        merger("third", "now() - interval '1 day'");
        merger("first", "now() - interval '3 days'");
        merger("second", "now() - interval '2 days'");
        migrate("158");
        // The clock is set back between the two.
        merger("fourth", "now() + interval '2 hours'");
        merger("fifth", "now() + interval '1 hour'");

        migrate("latest");

        merger("sixth", "now()");
        assertThat(texts("select cause from customer_merge order by number"))
                .containsExactly("first", "second", "third", "fourth", "fifth", "sixth");
    }

    @Test
    void changesOfMergersAreFoundByTheirInstantAndRequest() throws SQLException {
        migrate("158");
        shop();
        merger("nightly", "now()");
        merger("alone", "now()");
        run("update customer_merge set merged_at = '2026-01-01', undone_at = '2026-01-02' where cause = 'nightly'");
        for (var each : List.of(
                "'2026-01-01', 'nightly', 'merge'",
                "'2026-01-01', 'nightly', 'merge'",
                "'2026-01-01', 'nightly', 'data'",
                "'2026-01-02', 'other', 'merge'",
                "'2026-01-03', 'nightly', 'merge'")) {
            run("insert into change (shop_id, customer_id, kind, operation, at, cause, reason) values ("
                    + "current_setting('app.shop')::int, '" + KEPT + "', 'tag', 'added', " + each + ")");
        }

        migrate("latest");

        assertThat(texts("""
            select concat_ws(' ', m.cause, h.at::date, h.cause, h.id <@ m.changes, h.id <@ m.undone_changes)
            from customer_merge m left join change h on h.id <@ m.changes or h.id <@ m.undone_changes order by m.cause, h.id\
            """))
                .containsExactly(
                        "alone",
                        "nightly 2026-01-01 nightly t f",
                        "nightly 2026-01-01 nightly t f",
                        "nightly 2026-01-02 other f t");
    }

    @Test
    void erasuresThatAreDoneLoseTheirReasonsAndAreFoundByMergedIds() throws SQLException {
        migrate("158");
        shop();
        erasure(KEPT, "done", "told by Ada");
        erasure(GONE, "cancelled", "asked by Ada");
        erasure(UUID.randomUUID(), "waiting", "asked by Eve");
        run("update erasure set merged_ids = array['" + GONE + "'::uuid] where state = 'done'");

        migrate("latest");

        assertThat(texts("select reason from erasure where reason is not null")).containsExactly("asked by Eve");
        assertThat(texts(
                        "select distinct e.after ->> 'state' from audit_entry e join audit_customer c on c.entry_id = e.id"
                                + " where c.customer_id = '" + GONE + "' order by 1"))
                .containsExactly("cancelled", "done");
        assertThat(texts("select relname from pg_class where relrowsecurity and not relforcerowsecurity"
                        + " and relnamespace = current_schema()::regnamespace"))
                .isEmpty();
    }

    private void shop() throws SQLException {
        run("insert into shop (key, name, currency, time_zone) values ('old', 'Old', 'CNY', 'UTC')");
    }

    private void merger(String cause, String recordedAt) throws SQLException {
        run(
                "insert into customer_merge (shop_id, id, customer_id, merged_id, merged_at, merged_by, cause, undoable_until,"
                        + " recorded_at) values (current_setting('app.shop')::int, gen_random_uuid(), '" + KEPT + "', '"
                        + GONE
                        + "', " + recordedAt + ", 'key', '" + cause + "', now(), " + recordedAt + ")");
    }

    private void erasure(UUID customer, String state, String reason) throws SQLException {
        run("insert into erasure (shop_id, id, customer_id, state, reason, requested_at, requested_by, due_at) values ("
                + "current_setting('app.shop')::int, gen_random_uuid(), '" + customer + "', '" + state + "', '" + reason
                + "', now(), 'key', now())");
    }

    private void migrate(String target) {
        var done = Flyway.configure()
                .dataSource("jdbc:" + database.url(), database.user(), database.password())
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
        assertThat(done.success).isTrue();
    }

    private void run(String sql) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private Connection open() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
        try (var statement = connection.createStatement()) {
            statement.execute("select set_config('app.shop', max(id)::text, false) from shop");
        }
        return connection;
    }
}
