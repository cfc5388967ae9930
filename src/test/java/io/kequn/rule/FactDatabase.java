package io.kequn.rule;

import io.kequn.boot.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;

/// A migrated database with one shop, for tests that write facts and evaluate rules as the application's role.
final class FactDatabase implements AutoCloseable {
    private final TestDatabase database = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();
    private final PgConnection connection;
    private final Map<String, Integer> tagIds = new HashMap<>();
    private final int shop;

    FactDatabase() {
        Flyway.configure()
                .dataSource("jdbc:" + database.url(), database.user(), database.password())
                .load()
                .migrate();
        var options = PgConnectOptions.fromUri(database.url())
                .setUser(database.user())
                .setPassword(database.password());
        connection = PgConnection.connectAndAwait(vertx, options);
        shop = number(
                "insert into shop (key, name, currency, time_zone) values ('shop', 'Shop', 'USD', 'UTC') returning id");
        run("set app.shop = " + shop);
        for (var tag : FactPool.TAGS) {
            var insert = "insert into tag (shop_id, key, name) values (%d, '%s', 'Tag') returning id";
            tagIds.put(tag, number(insert.formatted(shop, tag)));
        }
    }

    /// Runs a test in a transaction of the application's role that never commits.
    <T> T rolledBack(Supplier<T> test) {
        run("begin; set local role kequn_app; set local app.shop = " + shop);
        try {
            return test.get();
        } finally {
            run("rollback");
        }
    }

    /// Writes customers; the state of each is 0 active, 1 merged, 2 deleted.
    void write(Map<FactCustomer, Integer> customers) {
        var rows = new FactRows(shop, tagIds);
        customers.forEach(rows::add);
        rows.tables().forEach(table -> {
            var insert = "insert into %1$s select * from jsonb_populate_recordset(null::%1$s, $1::text::jsonb)";
            connection
                    .preparedQuery(insert.formatted(table.getKey()))
                    .executeAndAwait(Tuple.of(table.getValue().encode()));
        });
    }

    /// The numbers of the rules that hold, by customer.
    Map<UUID, Set<Integer>> evaluate(Statement statement, EvaluationTime time, Object... scope) {
        var values = new ArrayList<Object>();
        values.add(shop);
        values.addAll(List.of(scope));
        values.addAll(statement.values(time));
        var result = new HashMap<UUID, Set<Integer>>();
        for (var row : connection.preparedQuery(statement.sql()).executeAndAwait(Tuple.from(values))) {
            result.put(row.getUUID("id"), new TreeSet<>(List.of(row.getArrayOfIntegers("should"))));
        }
        return result;
    }

    /// The customers that a query for candidates finds.
    Set<UUID> candidates(CandidateQuery query) {
        var values = new ArrayList<Object>();
        values.add(shop);
        values.addAll(query.values());
        var found = new HashSet<UUID>();
        connection
                .preparedQuery(query.sql())
                .executeAndAwait(Tuple.from(values))
                .forEach(row -> found.add(row.getUUID("id")));
        return found;
    }

    /// Each condition of the statement's rule, for one customer.
    List<Explained> explain(ExplainStatement statement, EvaluationTime time, UUID customer) {
        var values = new ArrayList<Object>();
        values.add(shop);
        values.add(customer);
        values.addAll(statement.values(time));
        var row = connection
                .preparedQuery(statement.sql())
                .executeAndAwait(Tuple.from(values))
                .iterator()
                .next();
        return statement.read(
                Arrays.asList(row.getArrayOfBooleans("truths")), Arrays.asList(row.getArrayOfStrings("actuals")), time);
    }

    private int number(String sql) {
        return connection.query(sql).executeAndAwait().iterator().next().getInteger(0);
    }

    private void run(String sql) {
        connection.query(sql).executeAndAwait();
    }

    @Override
    public void close() {
        connection.closeAndAwait();
        vertx.closeAndAwait();
        database.drop();
    }
}
