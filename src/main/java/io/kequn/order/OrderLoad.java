package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.kequn.platform.database.Sql;
import io.kequn.platform.value.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads orders with all that belongs to them, inside a fact transaction and after its locks.
final class OrderLoad {
    private static final String ORDERS = """
        select o.id, o.source, o.external_id, o.customer_id, o.placed_at, o.recorded_at, o.updated_at, o.version,
          o.total, o.channel, o.store, o.payment_method, o.test, o.content_hash
        from unnest($2::text[], $3::text[]) as wanted (source, external_id)
        join customer_order o on o.shop_id = $1 and o.source = wanted.source and o.external_id = wanted.external_id\
        """;
    private static final String LINES = """
        select order_id, line_number, product_id, name, category, brand, tags, quantity, price, amount
        from order_line where shop_id = $1 and order_id = any($2) order by order_id, line_number\
        """;
    private static final String ENTRIES = """
        select order_id, id, status, occurred_at, recorded_at, external_id, payment_method, amount, carrier,
          tracking_number, reason
        from order_status_change where shop_id = $1 and order_id = any($2) order by order_id, id\
        """;
    private static final String REFUNDS = """
        select order_id, id, source, external_id, amount, occurred_at, reason, content_hash
        from order_refund where shop_id = $1 and order_id = any($2) order by order_id, id\
        """;
    private static final String REFUND_LINES = """
        select l.refund_id, l.line_number, l.quantity, l.amount
        from order_refund r join order_refund_line l on l.shop_id = $1 and l.refund_id = r.id
        where r.shop_id = $1 and r.order_id = any($2) order by l.refund_id, l.line_number\
        """;

    private final FactSession session;

    OrderLoad(FactSession session) {
        this.session = session;
    }

    Uni<Map<OrderKey, OrderState>> orders(Collection<OrderKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var columns = new RowArrays<>(keys);
        return session.query(
                        ORDERS,
                        session.shop().id(),
                        columns.texts(OrderKey::source),
                        columns.texts(OrderKey::externalId))
                .map(rows -> Sql.list(rows, this::order))
                .chain(this::withParts);
    }

    private Uni<Map<OrderKey, OrderState>> withParts(List<OrderState> orders) {
        var byKey = new HashMap<OrderKey, OrderState>();
        var byId = new HashMap<UUID, OrderState>();
        orders.forEach(order -> byKey.put(order.key, order));
        orders.forEach(order -> byId.put(order.id, order));
        return byId.isEmpty() ? Uni.createFrom().item(byKey) : parts(byId).replaceWith(byKey);
    }

    private Uni<Void> parts(Map<UUID, OrderState> orders) {
        int shop = session.shop().id();
        var ids = orders.keySet().toArray(UUID[]::new);
        return Uni.combine()
                .all()
                .unis(
                        session.query(LINES, shop, ids),
                        session.query(ENTRIES, shop, ids),
                        session.query(REFUND_LINES, shop, ids),
                        session.query(REFUNDS, shop, ids))
                .with((lines, entries, refundLines, refunds) -> {
                    lines.forEach(row -> orderOf(orders, row).lines.add(line(row)));
                    entries.forEach(row -> orderOf(orders, row).history.load(List.of(entry(row))));
                    var parts = refundLines(refundLines);
                    refunds.forEach(row -> orderOf(orders, row).refunds.add(refund(row, parts)));
                    return null;
                })
                .replaceWithVoid();
    }

    private static OrderState orderOf(Map<UUID, OrderState> orders, Row row) {
        var order = orders.get(row.getUUID("order_id"));
        if (order == null) {
            throw new IllegalStateException("a part of an order that was not asked for");
        }
        return order;
    }

    private OrderState order(Row row) {
        var head = new OrderHead(
                row.getUUID("customer_id"),
                instant(row, "placed_at"),
                row.getLong("total"),
                row.getString("channel"),
                row.getString("store"),
                row.getString("payment_method"),
                row.getBoolean("test"),
                fingerprint(row));
        var order = new OrderState(
                session.shop().currency(),
                row.getUUID("id"),
                new OrderKey(row.getString("source"), row.getString("external_id")),
                false,
                instant(row, "recorded_at"),
                row.getLong("version").intValue(),
                head,
                new OrderChanges());
        order.updatedAt = instant(row, "updated_at");
        return order;
    }

    private static Sent.Line line(Row row) {
        return new Sent.Line(
                row.getInteger("line_number"),
                row.getString("product_id"),
                row.getString("name"),
                row.getString("category"),
                row.getString("brand"),
                List.of(row.getArrayOfStrings("tags")),
                quantity(row),
                row.getLong("price"),
                row.getLong("amount"));
    }

    private static OrderEntry entry(Row row) {
        return new OrderEntry(
                row.getUUID("id"),
                OrderStatus.of(row.getString("status")),
                instant(row, "occurred_at"),
                instant(row, "recorded_at"),
                row.getString("external_id"),
                row.getString("payment_method"),
                row.getLong("amount"),
                row.getString("carrier"),
                row.getString("tracking_number"),
                row.getString("reason"));
    }

    private static OrderState.Refunded refund(Row row, Map<UUID, List<Sent.RefundLine>> parts) {
        var id = row.getUUID("id");
        var key = new OrderKey(row.getString("source"), row.getString("external_id"));
        var refund = new Sent.Refund(
                key.source(),
                key.externalId(),
                row.getLong("amount"),
                instant(row, "occurred_at"),
                row.getString("reason"),
                parts.getOrDefault(id, List.of()),
                fingerprint(row));
        return new OrderState.Refunded(id, key, refund);
    }

    private static Map<UUID, List<Sent.RefundLine>> refundLines(RowSet<Row> rows) {
        var parts = new HashMap<UUID, List<Sent.RefundLine>>();
        rows.forEach(row -> parts.computeIfAbsent(row.getUUID("refund_id"), id -> new java.util.ArrayList<>())
                .add(new Sent.RefundLine(row.getInteger("line_number"), quantity(row), row.getLong("amount"))));
        return parts;
    }

    private static BigDecimal quantity(Row row) {
        return OrderView.quantity(row.getBigDecimal("quantity").toPlainString());
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Fingerprint fingerprint(Row row) {
        return Fingerprint.stored(row.getBuffer("content_hash").getBytes());
    }
}
