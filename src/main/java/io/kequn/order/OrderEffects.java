package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.CUSTOMER_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;

import io.kequn.customer.CustomerReference;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Applies the items of a command, in their order, to what the transaction has read. A later item sees what an
/// earlier one has done; a refused one has done nothing.
final class OrderEffects {
    private final FactSession session;
    private final List<Slot> slots;
    private final Map<CustomerReference, UUID> customers;
    private final Map<OrderKey, OrderState> before;
    private final Map<OrderKey, OrderState> orders;
    private final Map<OrderKey, List<PendingStore.Pending>> pending = new HashMap<>();
    private final KnownRefunds refunds;
    private final List<RefundStore.Stored> addedRefunds = new ArrayList<>();
    private final List<PendingStore.Pending> applied = new ArrayList<>();

    OrderEffects(
            FactSession session,
            List<Slot> slots,
            Map<CustomerReference, UUID> customers,
            Map<OrderKey, OrderState> orders,
            List<PendingStore.Pending> pending,
            KnownRefunds refunds) {
        this.session = session;
        this.slots = List.copyOf(slots);
        this.customers = Map.copyOf(customers);
        this.before = Map.copyOf(orders);
        this.orders = new HashMap<>(orders);
        this.refunds = refunds;
        pending.forEach(one -> this.pending
                .computeIfAbsent(one.order(), key -> new ArrayList<>())
                .add(one));
    }

    static OrderEffects none(FactSession session, List<Slot> slots) {
        return new OrderEffects(session, slots, Map.of(), Map.of(), List.of(), KnownRefunds.none());
    }

    void apply() {
        slots.forEach(this::apply);
    }

    private void apply(Slot slot) {
        try {
            switch (slot.open()) {
                case Sent.Order order -> put(slot, order);
                case Sent.Update update -> update(slot, update.fact());
                case Sent.CustomerRefund refund -> refund(slot, refund);
                case null -> {}
            }
        } catch (Refusal refusal) {
            slot.refusal = refusal;
        }
    }

    private void put(Slot slot, Sent.Order sent) {
        var customer = customers.get(sent.customer());
        if (customer == null) {
            throw REFERENCE_UNKNOWN.at("/customer", "No such customer.", "客户不存在。");
        }
        slot.order = sent.key();
        var present = orders.get(sent.key());
        if (present != null && present.says(sent, customer)) {
            slot.replayed = true;
            return;
        }
        if (present == null) {
            create(slot, sent, customer);
            return;
        }
        var draft = present.copy();
        draft.replace(sent, customer, session.at());
        refunds.requireOwn(draft);
        slot.touched.add(present.head.customerId());
        accept(slot, draft);
    }

    /// What waited was accepted, so all of it becomes part of the order, or the order is refused.
    private void create(Slot slot, Sent.Order sent, UUID customer) {
        var fresh = OrderState.fresh(session.shop().currency(), sent, customer, session.at());
        var waiting = pending.getOrDefault(sent.key(), List.of());
        waiting.forEach(one -> fresh.addWaiting(one.fact(), session.at()));
        refunds.requireOwn(fresh);
        applied.addAll(waiting);
        slot.created = true;
        accept(slot, fresh);
    }

    private boolean add(OrderState order, Sent.Fact fact) {
        return switch (fact) {
            case Sent.Event event -> order.add(event, session.at());
            case Sent.Refund refund -> order.add(refund, session.at());
        };
    }

    private void update(Slot slot, Sent.Fact fact) {
        var present = orders.values().iterator().next();
        slot.order = present.key;
        if (fact instanceof Sent.Refund refund) {
            RefundRules.check(present, "", refund);
        }
        var draft = present.copy();
        if (!add(draft, fact)) {
            slot.replayed = true;
            return;
        }
        refunds.requireOwn(draft);
        accept(slot, draft);
    }

    private void accept(Slot slot, OrderState order) {
        orders.put(order.key, order);
        slot.touched.add(order.head.customerId());
        refunds.addAll(order);
    }

    private void refund(Slot slot, Sent.CustomerRefund sent) {
        var customer = customers.get(sent.customer());
        if (customer == null) {
            throw CUSTOMER_NOT_FOUND.because("No such customer.", "客户不存在。");
        }
        var known = refunds.get(sent.key());
        if (known == null) {
            refunds.requireNotWaiting(sent.key(), null);
            var added = new RefundStore.Stored(
                    Sent.newId(),
                    sent.key(),
                    null,
                    customer,
                    sent.amount(),
                    sent.occurredAt(),
                    sent.reason(),
                    sent.fingerprint());
            refunds.add(added);
            addedRefunds.add(added);
            slot.refund = added;
            slot.touched.add(customer);
            return;
        }
        if (!known.fingerprint().equals(sent.fingerprint()) || !known.customer().equals(customer)) {
            throw KnownRefunds.taken(sent.key());
        }
        slot.refund = known;
        slot.replayed = true;
    }

    Collection<OrderState> changedOrders() {
        return orders.values().stream().filter(order -> order.changes.any).toList();
    }

    /// What has become of the changed orders, in order of their ids.
    List<OrderMove> moves() {
        return changedOrders().stream()
                .map(order -> OrderMove.of(order, before.get(order.key)))
                .sorted(Comparator.comparing(OrderMove::id))
                .toList();
    }

    Collection<RefundStore.Stored> addedRefunds() {
        return List.copyOf(addedRefunds);
    }

    Collection<PendingStore.Pending> applied() {
        return List.copyOf(applied);
    }

    Set<UUID> touchedCustomers() {
        var touched = new HashSet<UUID>();
        slots.forEach(slot -> touched.addAll(slot.touched));
        return touched;
    }

    OrderState order(Slot slot) {
        return Objects.requireNonNull(orders.get(Objects.requireNonNull(slot.order)));
    }
}
