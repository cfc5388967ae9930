package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerReference;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.Sql;
import io.kequn.platform.database.StartOver;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// One command on orders inside one fact transaction, of one item or of a thousand: find the orders, lock their
/// customers, read all that decides, change it in memory item by item, and write what has changed.
final class OrderWork {
    private static final String UNIQUE_VIOLATION = "23505";

    private final FactSession session;
    private final CustomerDirectory customers;
    private final CustomerDirectory.Unknown unknown;
    private final List<Slot> slots;

    OrderWork(FactSession session, CustomerDirectory customers, CustomerDirectory.Unknown unknown, List<Slot> slots) {
        this.session = session;
        this.customers = customers;
        this.unknown = unknown;
        this.slots = List.copyOf(slots);
    }

    /// Orders and refunds of customers.
    Uni<OrderEffects> items() {
        var keys = new HashSet<OrderKey>();
        each(Sent.Order.class, order -> keys.add(order.key()));
        return new OrderLookup(session)
                .ofOrders(keys)
                .invoke(known -> slots.forEach(slot -> slot.refuseFuture(session.at())))
                .chain(known -> change(known, keys));
    }

    /// A later fact of one order, which is kept where the order is not known yet.
    Uni<OrderEffects> update(Slot slot, Sent.Update update) {
        var lookup = new OrderLookup(session);
        return lookup.ofUpdate(update.order())
                .invoke(known -> slot.refuseFuture(session.at()))
                .invoke(known -> throwRefusal(slot))
                .chain(known -> known.orders().isEmpty()
                        ? lookAgain(lookup, update)
                        : Uni.createFrom().item(known))
                .chain(known -> known.orders().isEmpty()
                        ? keep(slot, update)
                        : change(known, known.orders().keySet()));
    }

    private static void throwRefusal(Slot slot) {
        if (slot.refusal != null) {
            throw slot.refusal;
        }
    }

    private static Uni<OrderLookup.Known> lookAgain(OrderLookup lookup, Sent.Update update) {
        return switch (update.order()) {
            case OrderReference.ById(var id) -> throw OrderReference.notFound(id.toString());
            case OrderReference.ByKey(var key) -> lookup.again(key);
        };
    }

    private Uni<OrderEffects> keep(Slot slot, Sent.Update update) {
        var key = ((OrderReference.ByKey) update.order()).key();
        return new PendingStore(session).keep(key, update.fact()).map(kept -> {
            if (kept == PendingStore.Kept.OTHER) {
                throw STATE_CONFLICT.because(
                        "The same external id waits for the order with other content; use another one.",
                        "该外部编号已有不同内容在等待订单，请使用新的外部编号。");
            }
            slot.pending = true;
            slot.replayed = kept == PendingStore.Kept.SAME;
            return OrderEffects.none(session, slots);
        });
    }

    private Uni<OrderEffects> change(OrderLookup.Known known, Set<OrderKey> keys) {
        var references = new HashSet<CustomerReference>();
        each(Sent.Order.class, order -> references.add(order.customer()));
        each(Sent.CustomerRefund.class, refund -> references.add(refund.customer()));
        var owners = known.owners();
        return customers
                .lock(session, references, unknown, owners)
                .chain(found -> load(keys, found, owners))
                .invoke(effects -> effects.apply())
                .call(this::store);
    }

    private Uni<OrderEffects> load(Set<OrderKey> keys, CustomerDirectory.Found found, Set<UUID> owners) {
        var orders = new OrderLoad(session).orders(keys);
        var pending = keys.isEmpty()
                ? Uni.createFrom().item(List.<PendingStore.Pending>of())
                : new PendingStore(session).of(keys);
        return Uni.combine().all().unis(orders, pending).asTuple().chain(both -> {
            requireLocked(both.getItem1().values(), found, owners);
            return new RefundStore(session)
                    .known(refundKeys(both.getItem1(), both.getItem2()))
                    .map(refunds ->
                            new OrderEffects(session, slots, found.ids(), both.getItem1(), both.getItem2(), refunds));
        });
    }

    /// An order that moved to a customer whom we have not locked must not be touched.
    private static void requireLocked(Collection<OrderState> orders, CustomerDirectory.Found found, Set<UUID> owners) {
        var locked = new HashSet<>(found.ids().values());
        locked.addAll(owners);
        for (var order : orders) {
            if (!locked.contains(order.head.customerId())) {
                throw new StartOver("an order moved");
            }
        }
    }

    private Set<OrderKey> refundKeys(java.util.Map<OrderKey, OrderState> orders, List<PendingStore.Pending> pending) {
        var keys = new HashSet<OrderKey>();
        each(Sent.CustomerRefund.class, refund -> keys.add(refund.key()));
        each(Sent.Order.class, order -> order.refunds().forEach(refund -> keys.add(refund.key(order.key()))));
        for (var waiting : pending) {
            if (waiting.fact() instanceof Sent.Refund refund) {
                keys.add(refund.key(waiting.order()));
            }
        }
        each(Sent.Update.class, update -> {
            if (update.fact() instanceof Sent.Refund refund) {
                orders.keySet().forEach(order -> keys.add(refund.key(order)));
            }
        });
        return keys;
    }

    private Uni<Void> store(OrderEffects effects) {
        var orders = effects.changedOrders();
        var touched = effects.touchedCustomers();
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        if (!orders.isEmpty()) {
            statements.addAll(new OrderStore(session).write(orders));
        }
        statements.addAll(new RefundStore(session).write(orders, effects.addedRefunds()));
        if (!effects.applied().isEmpty()) {
            statements.add(new PendingStore(session).delete(effects.applied()));
        }
        if (touched.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // Last of all, so that it sees every row written before it.
        statements.add(OrderTotals.recompute(session, touched));
        return Sql.pipelined(statements)
                .onFailure(OrderWork::isTaken)
                .transform(failure -> new StartOver("an external id was taken meanwhile"))
                .invoke(rows -> session.changed(Sql.list(rows, row -> row.getUUID("id")), Facts.ORDER))
                .replaceWithVoid();
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }

    private <I extends Sent.Item> void each(Class<I> kind, java.util.function.Consumer<I> use) {
        for (var slot : slots) {
            var item = slot.open();
            if (kind.isInstance(item)) {
                use.accept(kind.cast(item));
            }
        }
    }
}
