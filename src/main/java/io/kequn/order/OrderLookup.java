package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Finds, before any customer is locked, whose the named orders are, and keeps those who send orders apart from
/// those who send what belongs to an order not yet known.
///
/// Without that lock a refund that finds no order and the order that finds no pending refund could run side by
/// side, and the refund would wait for ever. Orders take it shared, so they never wait for each other; whoever
/// is about to keep something pending takes it exclusively and then looks again.
final class OrderLookup {
    /// First half of the advisory lock; the second half is the shop's id.
    private static final int PENDING_LOCK = 20_002;

    private static final String LOCK_SHARED = "select pg_advisory_xact_lock_shared(" + PENDING_LOCK + ", $1)";
    private static final String LOCK_EXCLUSIVE = "select pg_advisory_xact_lock(" + PENDING_LOCK + ", $1)";
    private static final String BY_KEY = """
        select o.id, o.source, o.external_id, o.customer_id
        from unnest($2::text[], $3::text[]) as wanted (source, external_id)
        join customer_order o on o.shop_id = $1 and o.source = wanted.source and o.external_id = wanted.external_id\
        """;
    private static final String BY_ID = """
        select id, source, external_id, customer_id from customer_order where shop_id = $1 and id = any($2)\
        """;

    private final FactSession session;

    OrderLookup(FactSession session) {
        this.session = session;
    }

    /// The orders found, by name.
    record Known(Map<OrderKey, Owned> orders) {
        Known {
            orders = Map.copyOf(orders);
        }

        Set<UUID> owners() {
            return orders.values().stream().map(Owned::customer).collect(java.util.stream.Collectors.toSet());
        }
    }

    record Owned(UUID id, UUID customer) {}

    /// For commands that send orders: under the shared lock.
    Uni<Known> ofOrders(Collection<OrderKey> keys) {
        var lock = session.query(LOCK_SHARED, session.shop().id());
        var orders = byKey(keys);
        return Uni.combine().all().unis(lock, orders).with((locked, rows) -> known(rows));
    }

    /// For commands on orders that should be there already.
    Uni<Known> ofUpdate(OrderReference reference) {
        var instant = session.readInstant();
        var orders = switch (reference) {
            case OrderReference.ById(var id) ->
                session.query(BY_ID, session.shop().id(), new UUID[] {id});
            case OrderReference.ByKey(var key) -> byKey(Set.of(key));
        };
        return Uni.combine().all().unis(instant, orders).with((at, rows) -> known(rows));
    }

    /// For refunds of an order that is known, to be called before any customer is locked: nobody can take the
    /// refund's name for an order to come meanwhile.
    void keepOthersFromWaiting() {
        session.send(LOCK_SHARED, session.shop().id());
    }

    /// Looks again, when no order can come in between any more.
    Uni<Known> again(OrderKey key) {
        var lock = session.query(LOCK_EXCLUSIVE, session.shop().id());
        var orders = byKey(Set.of(key));
        return Uni.combine().all().unis(lock, orders).with((locked, rows) -> known(rows));
    }

    private Uni<RowSet<Row>> byKey(Collection<OrderKey> keys) {
        var columns = new RowArrays<>(new TreeSet<>(keys));
        return session.query(
                BY_KEY, session.shop().id(), columns.texts(OrderKey::source), columns.texts(OrderKey::externalId));
    }

    private static Known known(RowSet<Row> rows) {
        var orders = new HashMap<OrderKey, Owned>();
        rows.forEach(row -> orders.put(
                new OrderKey(row.getString("source"), row.getString("external_id")),
                new Owned(row.getUUID("id"), row.getUUID("customer_id"))));
        return new Known(orders);
    }
}
