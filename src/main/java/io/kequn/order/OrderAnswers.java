package io.kequn.order;

import io.kequn.platform.database.ChangeShares;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.problem.Outcome;
import io.kequn.platform.value.Money;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/// What callers are told after a command: the orders as they stand, and each membership change at the last item
/// that touched its customer.
final class OrderAnswers {
    private static final Comparator<OrderEvent> BY_TIME =
            Comparator.comparing(OrderEvent::occurredAt).thenComparing(OrderEvent::status);

    private final Currency currency;
    private final List<Slot> slots;
    private final OrderEffects effects;
    private final ChangeShares<Slot> changes;

    OrderAnswers(Currency currency, List<Slot> slots, OrderEffects effects, List<MembershipChange> changes) {
        this.currency = currency;
        this.slots = List.copyOf(slots);
        this.effects = effects;
        this.changes = new ChangeShares<>(this.slots, slot -> slot.touched, changes);
    }

    List<Slot> slots() {
        return slots;
    }

    /// Throws the first refusal, if there is any.
    void requireAll() {
        for (var slot : slots) {
            if (slot.refusal != null) {
                throw slot.refusal;
            }
        }
    }

    OrderResult onlyOrder() {
        return order(slots.getFirst()).orThrow();
    }

    RefundResult onlyRefund() {
        return refund(slots.getFirst()).orThrow();
    }

    Outcome<OrderResult> order(Slot slot) {
        if (slot.refusal != null) {
            return new Outcome.Refused<>(slot.refusal);
        }
        var order = slot.pending ? null : view(effects.order(slot));
        return new Outcome.Done<>(new OrderResult(order, slot.created, slot.replayed, slot.pending, changes.of(slot)));
    }

    Outcome<RefundResult> refund(Slot slot) {
        if (slot.refusal != null) {
            return new Outcome.Refused<>(slot.refusal);
        }
        var refund = Objects.requireNonNull(slot.refund);
        var view = new Refund(
                refund.id(),
                refund.key().source(),
                refund.key().externalId(),
                Money.of(refund.amount(), currency),
                refund.occurredAt(),
                refund.reason(),
                List.of());
        return new Outcome.Done<>(new RefundResult(view, refund.customer(), slot.replayed, changes.of(slot)));
    }

    private Order view(OrderState state) {
        return view(state, currency);
    }

    static Order view(OrderState state, Currency currency) {
        var latest = state.latest();
        return new Order(
                state.id,
                state.key.source(),
                state.key.externalId(),
                state.head.customerId(),
                state.head.placedAt(),
                latest.status(),
                latest.occurredAt(),
                Money.of(state.head.total(), currency),
                Money.of(state.refunded(), currency),
                Money.of(state.amount(), currency),
                state.counts(),
                state.head.test(),
                state.head.channel(),
                state.head.store(),
                state.head.paymentMethod(),
                state.lineStates().stream().map(line -> line.view(currency)).toList(),
                state.refunds.stream().map(refunded -> view(refunded, currency)).toList(),
                state.history.entries().stream()
                        .map(entry -> entry.view(currency))
                        .sorted(BY_TIME)
                        .toList(),
                state.recordedAt,
                state.updatedAt,
                state.version());
    }

    private static Refund view(OrderState.Refunded refunded, Currency currency) {
        var sent = refunded.refund();
        var lines = sent.lines().stream()
                .map(line -> new RefundLine(line.number(), line.quantity(), Money.of(line.amount(), currency)))
                .toList();
        return new Refund(
                refunded.id(),
                refunded.key().source(),
                refunded.key().externalId(),
                Money.of(sent.amount(), currency),
                sent.occurredAt(),
                sent.reason(),
                lines);
    }
}
