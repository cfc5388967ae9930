package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.kequn.platform.database.Sql;
import io.kequn.platform.value.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What came before its order, kept until the order comes.
final class PendingStore {
    private static final String OF_ORDERS = """
        select p.id, p.source, p.external_id, p.payload, p.content_hash
        from unnest($2::text[], $3::text[]) as wanted (source, external_id)
        join pending_order_update p
          on p.shop_id = $1 and p.source = wanted.source and p.external_id = wanted.external_id
        order by p.id\
        """;
    private static final String KEEP = """
        insert into pending_order_update
          (shop_id, id, source, external_id, kind, update_id, payload, content_hash, recorded_at, cause)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict on constraint pending_order_update_id do nothing\
        """;
    private static final String SAME = """
        select content_hash = $6 same from pending_order_update
        where shop_id = $1 and source = $2 and external_id = $3 and kind = $4 and update_id = $5\
        """;
    private static final String REFUNDS_NAMED = """
        select update_id, source, external_id from pending_order_update
        where shop_id = $1 and kind = 'refund' and update_id = any($2)\
        """;
    private static final String DELETE = "delete from pending_order_update where shop_id = $1 and id = any($2)";

    private final FactSession session;

    PendingStore(FactSession session) {
        this.session = session;
    }

    record Pending(UUID id, OrderKey order, Sent.Fact fact) {
        private static Pending of(Row row) {
            return new Pending(
                    row.getUUID("id"),
                    orderOf(row),
                    FactJson.read(
                            row.getJsonObject("payload"),
                            Fingerprint.stored(row.getBuffer("content_hash").getBytes())));
        }
    }

    private static OrderKey orderOf(Row row) {
        return new OrderKey(row.getString("source"), row.getString("external_id"));
    }

    /// What waits for these orders, in the order in which it came.
    Uni<List<Pending>> of(Collection<OrderKey> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var columns = new RowArrays<>(orders);
        return session.query(
                        OF_ORDERS,
                        session.shop().id(),
                        columns.texts(OrderKey::source),
                        columns.texts(OrderKey::externalId))
                .map(rows -> Sql.list(rows, Pending::of));
    }

    /// Those of the names that a refund has which waits for its order, each with that order.
    Uni<Map<OrderKey, OrderKey>> refundsNamed(Collection<OrderKey> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var wanted = names.stream().collect(Collectors.toMap(OrderKey::toString, name -> name));
        return session.query(REFUNDS_NAMED, session.shop().id(), wanted.keySet().toArray(String[]::new))
                .map(rows -> Sql.list(rows, row -> row).stream()
                        .collect(Collectors.toMap(
                                row -> wanted.get(row.getString("update_id")),
                                PendingStore::orderOf,
                                (one, other) -> one)));
    }

    /// Keeps it. Answers `NEW`, `SAME` where it was kept before, `OTHER` where that had other content.
    Uni<Kept> keep(OrderKey order, Sent.Fact fact) {
        var fingerprint = fingerprint(fact).bytes();
        var insert = session.query(
                KEEP,
                session.shop().id(),
                Sent.newId(),
                order.source(),
                order.externalId(),
                fact.kind(),
                updateId(order, fact),
                FactJson.write(fact),
                Buffer.buffer(fingerprint),
                session.now(),
                session.cause());
        var same = session.query(
                SAME,
                session.shop().id(),
                order.source(),
                order.externalId(),
                fact.kind(),
                updateId(order, fact),
                Buffer.buffer(fingerprint));
        return Uni.combine().all().unis(insert, same).with((inserted, found) -> {
            if (inserted.rowCount() == 1) {
                return Kept.NEW;
            }
            return found.iterator().next().getBoolean("same") ? Kept.SAME : Kept.OTHER;
        });
    }

    enum Kept {
        NEW,
        SAME,
        OTHER
    }

    Uni<RowSet<Row>> delete(Collection<Pending> applied) {
        return session.query(DELETE, session.shop().id(), new RowArrays<>(applied).ids(Pending::id));
    }

    private static Fingerprint fingerprint(Sent.Fact fact) {
        return switch (fact) {
            case Sent.Refund refund -> refund.fingerprint();
            case Sent.Event event -> Fingerprint.of(event);
        };
    }

    /// Refunds of two sources may share an external id.
    private static String updateId(OrderKey order, Sent.Fact fact) {
        return fact instanceof Sent.Refund refund ? refund.key(order).toString() : fact.id();
    }
}
