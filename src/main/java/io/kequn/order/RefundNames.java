package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds out whose the names of refunds are that a command mentions. What waits for its order has its name as
/// well: it was accepted, so nobody else may take it.
final class RefundNames {
    private final FactSession session;

    RefundNames(FactSession session) {
        this.session = session;
    }

    /// For a command on these orders, after its locks.
    Uni<KnownRefunds> known(List<Slot> slots, Set<OrderKey> orders, List<PendingStore.Pending> pending) {
        var names = new HashSet<OrderKey>();
        slots.forEach(slot -> names.addAll(names(slot, orders)));
        pending.forEach(waiting -> names.addAll(names(waiting.fact(), Set.of(waiting.order()))));
        return known(names);
    }

    /// Refuses a refund for an order to come whose name is taken.
    Uni<KnownRefunds> requireFree(OrderKey order, Sent.Fact fact) {
        var names = names(fact, Set.of(order));
        return known(names).invoke(refunds -> names.forEach(name -> refunds.requireFree(name, order)));
    }

    private Uni<KnownRefunds> known(Collection<OrderKey> names) {
        return Uni.combine()
                .all()
                .unis(new RefundStore(session).known(names), new PendingStore(session).refundsNamed(names))
                .with(KnownRefunds::new);
    }

    private static Collection<OrderKey> names(Slot slot, Set<OrderKey> orders) {
        return switch (slot.open()) {
            case Sent.CustomerRefund refund -> List.of(refund.key());
            case Sent.Order order ->
                order.refunds().stream().map(refund -> refund.key(order.key())).toList();
            case Sent.Update update -> names(update.fact(), orders);
            case null -> List.of();
        };
    }

    private static List<OrderKey> names(Sent.Fact fact, Set<OrderKey> orders) {
        return switch (fact) {
            case Sent.Refund refund -> orders.stream().map(refund::key).toList();
            case Sent.Event event -> List.of();
        };
    }
}
