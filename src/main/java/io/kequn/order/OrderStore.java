package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes changed orders: a handful of statements however many orders there are, all sent at once.
final class OrderStore {
    private static final String INSERT_ORDERS = """
        insert into customer_order (shop_id, id, source, external_id, customer_id, placed_at, recorded_at, updated_at,
          content_at, total, refunded, amount, counts, status, status_at, channel, store, payment_method, test,
          content_hash)
        select $1, id, source, external_id, customer_id, placed_at, $2, $2,
          $2, total, refunded, total - refunded, counts, status, status_at, channel, store, payment_method, test,
          decode(content_hash, 'hex')
        from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[], $8::bigint[], $9::bigint[],
          $10::bool[], $11::text[], $12::timestamptz[], $13::text[], $14::text[], $15::text[], $16::bool[], $17::text[])
          as sent (id, source, external_id, customer_id, placed_at, total, refunded, counts, status, status_at, channel,
            store, payment_method, test, content_hash)\
        """;
    /// Other contents than before are dated, so that the past can tell what it knows.
    private static final String UPDATE_ORDERS = """
        update customer_order o set customer_id = sent.customer_id, placed_at = sent.placed_at, updated_at = $2,
          version = o.version + 1, total = sent.total, refunded = sent.refunded, amount = sent.total - sent.refunded,
          counts = sent.counts, status = sent.status, status_at = sent.status_at, channel = sent.channel,
          store = sent.store, payment_method = sent.payment_method, test = sent.test,
          content_at = case when o.content_hash = decode(sent.content_hash, 'hex') and o.customer_id = sent.customer_id
            then coalesce(o.content_at, o.updated_at) else $2 end,
          content_hash = decode(sent.content_hash, 'hex')
        from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[], $8::bigint[], $9::bigint[],
          $10::bool[], $11::text[], $12::timestamptz[], $13::text[], $14::text[], $15::text[], $16::bool[], $17::text[])
          as sent (id, source, external_id, customer_id, placed_at, total, refunded, counts, status, status_at, channel,
            store, payment_method, test, content_hash)
        where o.shop_id = $1 and o.id = sent.id\
        """;
    private static final String MOVE_REFUNDS = """
        update order_refund r set customer_id = moved.customer_id
        from unnest($2::uuid[], $3::uuid[]) as moved (order_id, customer_id)
        where r.shop_id = $1 and r.order_id = moved.order_id and r.customer_id <> moved.customer_id\
        """;
    private static final String DELETE_LINES = "delete from order_line where shop_id = $1 and order_id = any($2)";
    private static final String INSERT_LINES = """
        insert into order_line (shop_id, order_id, line_number, product_id, name, category, brand, tags, quantity, price,
          amount, refunded_quantity, refunded_amount, net_quantity, net_amount, counts)
        select $1, order_id, line_number, product_id, name, category, brand, tags::text[], quantity::numeric, price,
          amount, refunded_quantity::numeric, refunded_amount, quantity::numeric - refunded_quantity::numeric,
          amount - refunded_amount, counts
        from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
          $10::bigint[], $11::bigint[], $12::text[], $13::bigint[], $14::bool[])
          as sent (order_id, line_number, product_id, name, category, brand, tags, quantity, price, amount,
            refunded_quantity, refunded_amount, counts)\
        """;
    private static final String DELETE_ENTRIES = """
        delete from order_status_change
        where shop_id = $1 and (order_id, id) in (select * from unnest($2::uuid[], $3::uuid[]))\
        """;
    private static final String INSERT_ENTRIES = """
        insert into order_status_change (shop_id, order_id, id, status, occurred_at, recorded_at, source, external_id,
          payment_method, amount, carrier, tracking_number, reason, cause)
        select $1, order_id, id, status, occurred_at, $2, source, external_id, payment_method, amount, carrier,
          tracking_number, reason, $3
        from unnest($4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::text[],
          $11::bigint[], $12::text[], $13::text[], $14::text[])
          as sent (order_id, id, status, occurred_at, source, external_id, payment_method, amount, carrier,
            tracking_number, reason)\
        """;

    private final FactSession session;

    OrderStore(FactSession session) {
        this.session = session;
    }

    private record Entry(OrderState order, OrderEntry entry) {}

    private record Line(OrderState order, LineState line) {}

    /// Sends the statements that write the changed orders; their answers come in this order.
    List<Uni<RowSet<Row>>> write(Collection<OrderState> orders) {
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        heads(statements, INSERT_ORDERS, orders.stream().filter(order -> order.isNew));
        var stored = orders.stream().filter(order -> !order.isNew).toList();
        heads(statements, UPDATE_ORDERS, stored.stream());
        var moved = stored.stream()
                .filter(order -> !order.changes.formerCustomers.isEmpty())
                .toList();
        if (!moved.isEmpty()) {
            var columns = new RowArrays<>(moved);
            statements.add(
                    query(MOVE_REFUNDS, columns.ids(order -> order.id), columns.ids(order -> order.head.customerId())));
        }
        if (!stored.isEmpty()) {
            statements.add(query(DELETE_LINES, (Object) new RowArrays<>(stored).ids(order -> order.id)));
        }
        lines(statements, orders);
        entries(statements, orders);
        return statements;
    }

    private void heads(List<Uni<RowSet<Row>>> statements, String sql, Stream<OrderState> orders) {
        var columns = new RowArrays<>(orders.toList());
        if (columns.rows().isEmpty()) {
            return;
        }
        statements.add(query(
                sql,
                session.now(),
                columns.ids(order -> order.id),
                columns.texts(order -> order.key.source()),
                columns.texts(order -> order.key.externalId()),
                columns.ids(order -> order.head.customerId()),
                columns.instants(order -> order.head.placedAt()),
                columns.longs(order -> order.head.total()),
                columns.longs(OrderState::refunded),
                columns.flags(OrderState::counts),
                columns.texts(order -> order.status().text()),
                columns.instants(order -> order.latest().occurredAt()),
                columns.texts(order -> order.head.channel()),
                columns.texts(order -> order.head.store()),
                columns.texts(order -> order.head.paymentMethod()),
                columns.flags(order -> order.head.test()),
                columns.fingerprints(order -> order.head.fingerprint())));
    }

    private void lines(List<Uni<RowSet<Row>>> statements, Collection<OrderState> orders) {
        var columns = new RowArrays<>(orders.stream()
                .flatMap(order -> order.lineStates().stream().map(line -> new Line(order, line)))
                .toList());
        if (columns.rows().isEmpty()) {
            return;
        }
        statements.add(query(
                INSERT_LINES,
                columns.ids(row -> row.order().id),
                columns.numbers(row -> row.line().line().number()),
                columns.texts(row -> row.line().line().productId()),
                columns.texts(row -> row.line().line().name()),
                columns.texts(row -> row.line().line().category()),
                columns.texts(row -> row.line().line().brand()),
                columns.texts(row -> RowArrays.array(row.line().line().tags())),
                columns.texts(row -> row.line().line().quantity().toPlainString()),
                columns.longs(row -> row.line().line().price()),
                columns.longs(row -> row.line().line().amount()),
                columns.texts(row -> row.line().refundedQuantity().toPlainString()),
                columns.longs(row -> row.line().refundedAmount()),
                columns.flags(row -> row.line().counts())));
    }

    private void entries(List<Uni<RowSet<Row>>> statements, Collection<OrderState> orders) {
        var removed = entries(orders, changes -> changes.removedEntries);
        if (!removed.rows().isEmpty()) {
            statements.add(query(
                    DELETE_ENTRIES,
                    removed.ids(row -> row.order().id),
                    removed.ids(row -> row.entry().id())));
        }
        var added = entries(orders, changes -> changes.addedEntries);
        if (!added.rows().isEmpty()) {
            statements.add(query(
                    INSERT_ENTRIES,
                    session.now(),
                    session.cause(),
                    added.ids(row -> row.order().id),
                    added.ids(row -> row.entry().id()),
                    added.texts(row -> row.entry().status().text()),
                    added.instants(row -> row.entry().occurredAt()),
                    added.texts(row -> row.order().key.source()),
                    added.texts(row -> row.entry().externalId()),
                    added.texts(row -> row.entry().paymentMethod()),
                    added.nullableLongs(row -> row.entry().amount()),
                    added.texts(row -> row.entry().carrier()),
                    added.texts(row -> row.entry().trackingNumber()),
                    added.texts(row -> row.entry().reason())));
        }
    }

    private static RowArrays<Entry> entries(
            Collection<OrderState> orders, Function<OrderChanges, List<OrderEntry>> part) {
        return new RowArrays<>(orders.stream()
                .flatMap(order -> part.apply(order.changes).stream().map(entry -> new Entry(order, entry)))
                .toList());
    }

    private Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
        var all = new @Nullable Object[values.length + 1];
        all[0] = session.shop().id();
        System.arraycopy(values, 0, all, 1, values.length);
        return session.query(sql, all);
    }
}
