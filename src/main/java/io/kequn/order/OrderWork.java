package io.kequn.order;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.NewCustomers;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.StartOver;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One command on orders inside one fact transaction, of one item or of a thousand: find the orders, lock their
/// customers, read all that decides, change it in memory item by item, and write what has changed.
final class OrderWork {
    private static final String UNIQUE_VIOLATION = "23505";

    private final FactSession session;
    private final OrderParties parties;
    private final CustomerDirectory.Unknown unknown;
    private final List<Slot> slots;

    OrderWork(FactSession session, OrderParties parties, CustomerDirectory.Unknown unknown, List<Slot> slots) {
        this.session = session;
        this.parties = parties;
        this.unknown = unknown;
        this.slots = List.copyOf(slots);
    }

    /// Orders and refunds of customers.
    Uni<OrderEffects> items() {
        slots.forEach(slot -> slot.refuseFuture(session.begunAt()));
        var keys = new HashSet<OrderKey>();
        each(Sent.Order.class, order -> keys.add(order.key()));
        return resolve(new OrderLookup(session).ofOrders(keys), keys);
    }

    /// A later fact of one order, which is kept where the order is not known yet.
    Uni<OrderEffects> update(Slot slot, Sent.Update update) {
        slot.refuseFuture(session.begunAt());
        throwRefusal(slot);
        var lookup = new OrderLookup(session);
        return lookup.ofUpdate(update.order())
                .chain(known -> known.orders().isEmpty()
                        ? lookAgain(lookup, update)
                        : Uni.createFrom().item(known))
                .chain(known -> known.orders().isEmpty() ? keep(slot, update) : change(lookup, update, known));
    }

    private Uni<OrderEffects> change(OrderLookup lookup, Sent.Update update, OrderLookup.Known known) {
        if (update.fact() instanceof Sent.Refund) {
            lookup.keepOthersFromWaiting();
        }
        return resolve(Uni.createFrom().item(known), known.orders().keySet());
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
        return new RefundNames(session)
                .requireFree(key, update.fact())
                .chain(() -> new PendingStore(session).keep(key, update.fact()))
                .map(kept -> kept(slot, update.fact(), kept));
    }

    private OrderEffects kept(Slot slot, Sent.Fact fact, PendingStore.Kept kept) {
        if (kept == PendingStore.Kept.OTHER) {
            throw OrderHistory.otherContent(fact);
        }
        slot.pending = true;
        slot.replayed = kept == PendingStore.Kept.SAME;
        return OrderEffects.none(session, slots);
    }

    /// Finds the orders and the customers at once, and then reads all that decides in one go with the locks.
    private Uni<OrderEffects> resolve(Uni<OrderLookup.Known> lookup, Set<OrderKey> keys) {
        var references = new HashSet<CustomerReference>();
        each(Sent.Order.class, order -> references.add(order.customer()));
        each(Sent.CustomerRefund.class, refund -> references.add(refund.customer()));
        return Uni.combine()
                .all()
                .unis(lookup, parties.customers().resolve(session, references, unknown))
                .asTuple()
                .chain(both -> lock(both.getItem1().owners(), both.getItem2(), keys))
                .chain(this::apply)
                .call(effects -> parties.follow(session, effects.moves()));
    }

    private Uni<CustomerDirectory.Locked<Stored>> lock(
            Set<UUID> owners, CustomerDirectory.Resolved resolved, Set<OrderKey> keys) {
        return parties.customers()
                .lock(session, resolved, owners, () -> read(keys))
                .invoke(locked -> requireLocked(locked.read().orders().values(), locked.found(), owners));
    }

    private Uni<OrderEffects> apply(CustomerDirectory.Locked<Stored> locked) {
        var stored = locked.read();
        var ids = locked.found().ids();
        return new RefundNames(session)
                .known(slots, stored.orders().keySet(), stored.pending())
                .map(refunds -> new OrderEffects(session, slots, ids, stored.orders(), stored.pending(), refunds))
                .invoke(OrderEffects::apply)
                .invoke(effects -> store(locked.found(), effects));
    }

    private record Stored(Map<OrderKey, OrderState> orders, List<PendingStore.Pending> pending) {}

    private Uni<Stored> read(Set<OrderKey> keys) {
        var orders = new OrderLoad(session).orders(keys);
        var pending = new PendingStore(session).of(keys);
        return Uni.combine().all().unis(orders, pending).with(Stored::new);
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

    private void store(CustomerDirectory.Found found, OrderEffects effects) {
        var orders = effects.changedOrders();
        var touched = effects.touchedCustomers();
        NewCustomers.make(session, found, touched);
        if (touched.isEmpty()) {
            return;
        }
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        if (!orders.isEmpty()) {
            statements.addAll(new OrderStore(session).write(orders));
        }
        statements.addAll(new RefundStore(session).write(orders, effects.addedRefunds()));
        if (!effects.applied().isEmpty()) {
            statements.add(new PendingStore(session).delete(effects.applied()));
        }
        OrderLosses.date(session, orders);
        // Last of all, so that it sees every row written before it.
        statements.add(OrderTotals.recompute(session, touched));
        statements.forEach(statement -> session.send(statement
                .onFailure(OrderWork::isTaken)
                .transform(failure -> new StartOver("an external id was taken meanwhile"))));
        session.changed(touched, Facts.ORDER);
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
