package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.kequn.platform.value.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of refunds, of orders and of customers alike.
final class RefundStore {
    private static final String KNOWN = """
        select r.id, r.source, r.external_id, r.order_id, r.customer_id, r.amount, r.occurred_at, r.reason, r.content_hash
        from unnest($2::text[], $3::text[]) as wanted (source, external_id)
        join order_refund r on r.shop_id = $1 and r.source = wanted.source and r.external_id = wanted.external_id\
        """;
    private static final String INSERT = """
        insert into order_refund (shop_id, id, source, external_id, order_id, customer_id, amount, occurred_at,
          recorded_at, reason, cause, content_hash)
        select $1, id, source, external_id, order_id, customer_id, amount, occurred_at, $2, reason, $3,
          decode(content_hash, 'hex')
        from unnest($4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::bigint[], $10::timestamptz[],
          $11::text[], $12::text[])
          as sent (id, source, external_id, order_id, customer_id, amount, occurred_at, reason, content_hash)\
        """;
    private static final String INSERT_LINES = """
        insert into order_refund_line (shop_id, refund_id, line_number, quantity, amount)
        select $1, refund_id, line_number, quantity::numeric, amount
        from unnest($2::uuid[], $3::int[], $4::text[], $5::bigint[]) as sent (refund_id, line_number, quantity, amount)\
        """;

    private final FactSession session;

    RefundStore(FactSession session) {
        this.session = session;
    }

    /// A refund that is stored or about to be. `order` is null for one that names none.
    record Stored(
            UUID id,
            OrderKey key,
            @Nullable UUID order,
            UUID customer,
            long amount,
            Instant occurredAt,
            @Nullable String reason,
            Fingerprint fingerprint) {
        static Stored of(OrderState order, OrderState.Refunded refunded) {
            var sent = refunded.refund();
            return new Stored(
                    refunded.id(),
                    refunded.key(),
                    order.id,
                    order.head.customerId(),
                    sent.amount(),
                    sent.occurredAt(),
                    sent.reason(),
                    sent.fingerprint());
        }

        private static Stored of(Row row) {
            return new Stored(
                    row.getUUID("id"),
                    new OrderKey(row.getString("source"), row.getString("external_id")),
                    row.getUUID("order_id"),
                    row.getUUID("customer_id"),
                    row.getLong("amount"),
                    OrderLoad.instant(row, "occurred_at"),
                    row.getString("reason"),
                    Fingerprint.stored(row.getBuffer("content_hash").getBytes()));
        }
    }

    private record Part(UUID refund, Sent.RefundLine line) {}

    /// The refunds that have one of these names already, wherever they belong.
    Uni<Map<OrderKey, Stored>> known(Collection<OrderKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var columns = new RowArrays<>(keys);
        return session.query(
                        KNOWN,
                        session.shop().id(),
                        columns.texts(OrderKey::source),
                        columns.texts(OrderKey::externalId))
                .map(rows -> {
                    var known = new HashMap<OrderKey, Stored>();
                    rows.forEach(row -> {
                        var refund = Stored.of(row);
                        known.put(refund.key(), refund);
                    });
                    return known;
                });
    }

    List<Uni<RowSet<Row>>> write(Collection<OrderState> orders, Collection<Stored> ofCustomers) {
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        var rows = new ArrayList<>(ofCustomers);
        var parts = new ArrayList<Part>();
        for (var order : orders) {
            for (var refunded : order.changes.addedRefunds) {
                rows.add(Stored.of(order, refunded));
                refunded.refund().lines().forEach(line -> parts.add(new Part(refunded.id(), line)));
            }
        }
        if (!rows.isEmpty()) {
            statements.add(insert(new RowArrays<>(rows)));
        }
        if (!parts.isEmpty()) {
            statements.add(insertLines(new RowArrays<>(parts)));
        }
        return statements;
    }

    private Uni<RowSet<Row>> insert(RowArrays<Stored> rows) {
        return session.query(
                INSERT,
                session.shop().id(),
                session.now(),
                session.cause(),
                rows.ids(Stored::id),
                rows.texts(row -> row.key().source()),
                rows.texts(row -> row.key().externalId()),
                rows.rows().stream().map(Stored::order).toArray(UUID[]::new),
                rows.ids(Stored::customer),
                rows.longs(Stored::amount),
                rows.instants(Stored::occurredAt),
                rows.texts(Stored::reason),
                rows.fingerprints(Stored::fingerprint));
    }

    private Uni<RowSet<Row>> insertLines(RowArrays<Part> rows) {
        return session.query(
                INSERT_LINES,
                session.shop().id(),
                rows.ids(Part::refund),
                rows.numbers(row -> row.line().number()),
                rows.texts(row -> row.line().quantity().toPlainString()),
                rows.longs(row -> row.line().amount()));
    }
}
