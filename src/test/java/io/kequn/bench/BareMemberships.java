package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Writes the difference that the rules' select has found, as plainly as it can be done right: the log first, then who
/// leaves, then who enters.
final class BareMemberships {
    private static final String LOG = """
        insert into change (shop_id, customer_id, kind, subject, operation, rule_version, reason, at)
        select $1, customer_id, 'segment', subject, operation, 1, 'data', clock_timestamp()
        from unnest($2::uuid[], $3::int[], $4::text[]) as entry (customer_id, subject, operation)\
        """;
    private static final String LEAVE = """
        delete from segment_member m using unnest($2::uuid[], $3::int[]) as leaving (customer_id, segment_id)
        where m.shop_id = $1 and m.segment_id = leaving.segment_id and m.customer_id = leaving.customer_id\
        """;
    private static final String ENTER = """
        insert into segment_member (shop_id, segment_id, customer_id, since)
        select $1, segment_id, customer_id, clock_timestamp()
        from unnest($2::uuid[], $3::int[]) as entered (customer_id, segment_id)\
        """;

    private final Moves left = new Moves();
    private final Moves entered = new Moves();

    private static final class Moves {
        private final List<UUID> customers = new ArrayList<>();
        private final List<Integer> segments = new ArrayList<>();

        void add(UUID customer, Integer[] of, Integer[] from) {
            for (var segment : of) {
                if (Arrays.binarySearch(from, segment) < 0) {
                    customers.add(customer);
                    segments.add(segment);
                }
            }
        }
    }

    static BareMemberships of(RowSet<Row> difference) {
        var memberships = new BareMemberships();
        for (var row : difference) {
            var customer = row.getUUID("id");
            var should = row.getArrayOfIntegers("should");
            var held = row.getArrayOfIntegers("held");
            memberships.left.add(customer, held, should);
            memberships.entered.add(customer, should, held);
        }
        return memberships;
    }

    int size() {
        return left.customers.size() + entered.customers.size();
    }

    /// Sends the statements; the last one's answer comes when all are done.
    Future<?> write(SqlConnection connection, int shop) {
        if (size() == 0) {
            return Future.succeededFuture();
        }
        return Future.all(
                log(connection, shop), apply(connection, shop, LEAVE, left), apply(connection, shop, ENTER, entered));
    }

    private Future<?> log(SqlConnection connection, int shop) {
        var all = new Moves();
        all.customers.addAll(left.customers);
        all.customers.addAll(entered.customers);
        all.segments.addAll(left.segments);
        all.segments.addAll(entered.segments);
        var operations = new String[size()];
        Arrays.fill(operations, 0, left.customers.size(), "removed");
        Arrays.fill(operations, left.customers.size(), size(), "added");
        return connection
                .preparedQuery(LOG)
                .execute(Tuple.of(
                        shop, all.customers.toArray(UUID[]::new), all.segments.toArray(Integer[]::new), operations));
    }

    private static Future<?> apply(SqlConnection connection, int shop, String sql, Moves moves) {
        return moves.customers.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(
                                shop, moves.customers.toArray(UUID[]::new), moves.segments.toArray(Integer[]::new)));
    }
}
