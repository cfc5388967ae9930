package io.kequn.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/// One order in memory while a transaction changes it, with all that decides its status and amounts. It is read
/// after the customers are locked and written back once, however many items of a batch touch it.
final class OrderState {
    /// A refund that the order has.
    record Refunded(UUID id, OrderKey key, Sent.Refund refund) {}

    final Currency currency;
    final UUID id;
    final OrderKey key;
    final boolean isNew;
    final Instant recordedAt;
    final int storedVersion;
    final OrderChanges changes;
    OrderHead head;
    List<Sent.Line> lines;
    final OrderHistory history;
    final List<Refunded> refunds;
    Instant updatedAt;

    private OrderState(OrderState other) {
        this(
                other.currency,
                other.id,
                other.key,
                other.isNew,
                other.recordedAt,
                other.storedVersion,
                other.head,
                other.changes.copy());
        lines = other.lines;
        history.load(other.history.entries());
        refunds.addAll(other.refunds);
        updatedAt = other.updatedAt;
    }

    OrderState(
            Currency currency,
            UUID id,
            OrderKey key,
            boolean isNew,
            Instant recordedAt,
            int storedVersion,
            OrderHead head,
            OrderChanges changes) {
        this.currency = currency;
        this.id = id;
        this.key = key;
        this.isNew = isNew;
        this.recordedAt = recordedAt;
        this.storedVersion = storedVersion;
        this.head = head;
        this.lines = new ArrayList<>();
        this.refunds = new ArrayList<>();
        this.changes = changes;
        this.history = new OrderHistory(changes);
        this.updatedAt = recordedAt;
    }

    static OrderState fresh(Currency currency, Sent.Order sent, UUID customer, Instant now) {
        var state = new OrderState(
                currency, Sent.newId(), sent.key(), true, now, 0, OrderHead.of(sent, customer), new OrderChanges());
        state.fill(sent, now);
        return state;
    }

    /// A refused item leaves no trace, so changes are made to a copy that then takes the original's place.
    OrderState copy() {
        return new OrderState(this);
    }

    boolean says(Sent.Order sent, UUID customer) {
        return head.fingerprint().equals(sent.fingerprint())
                && head.customerId().equals(customer);
    }

    void replace(Sent.Order sent, UUID customer, Instant now) {
        if (!head.customerId().equals(customer)) {
            changes.formerCustomers.add(head.customerId());
        }
        head = OrderHead.of(sent, customer);
        fill(sent, now);
    }

    private void fill(Sent.Order sent, Instant now) {
        lines = sent.lines();
        history.say(sent, sent.placedAt(), now);
        sent.events().forEach(event -> history.renew(event, now));
        if (head.paymentMethod() == null) {
            followPayment();
        }
        for (int i = 0; i < sent.refunds().size(); i++) {
            addWithinRest("/refunds/" + i, sent.refunds().get(i));
        }
        touch(now);
    }

    private void addWithinRest(String pointer, Sent.Refund refund) {
        RefundRules.check(this, pointer, refund);
        var added = add(refund);
        changes.any |= added;
    }

    /// Adds a payment, delivery or cancellation; false if it is known already.
    boolean add(Sent.Event event, Instant now) {
        if (!history.add(event, now)) {
            return false;
        }
        followPayment();
        touch(now);
        return true;
    }

    /// Adds what waited for the order. A payment or delivery that the order itself carries under the same
    /// external id is its correction and stands; a refund of other content than the order's own is refused, as for
    /// a known order.
    void addWaiting(Sent.Fact fact, Instant now) {
        boolean added = switch (fact) {
            case Sent.Event event -> !history.has(event) && add(event, now);
            case Sent.Refund refund -> add(refund, now);
        };
        changes.any |= added;
    }

    /// Adds a refund; false if it is known already.
    boolean add(Sent.Refund refund, Instant now) {
        if (!add(refund)) {
            return false;
        }
        touch(now);
        return true;
    }

    private boolean add(Sent.Refund refund) {
        var key = refund.key(this.key);
        var known = refunds.stream().filter(mine -> mine.key().equals(key)).findFirst();
        if (known.isPresent()) {
            if (!known.get().refund().fingerprint().equals(refund.fingerprint())) {
                throw OrderHistory.otherContent(refund);
            }
            return false;
        }
        var added = new Refunded(Sent.newId(), key, refund);
        refunds.add(added);
        changes.addedRefunds.add(added);
        return true;
    }

    /// The order is paid as its latest payment was.
    private void followPayment() {
        history.paymentMethod().ifPresent(method -> head = head.paidBy(method));
    }

    private void touch(Instant now) {
        changes.any = true;
        updatedAt = now;
    }

    OrderEntry latest() {
        return history.latest();
    }

    OrderStatus status() {
        return latest().status();
    }

    /// All that was given back, at most the total.
    long refunded() {
        return Math.min(
                head.total(),
                refunds.stream().mapToLong(mine -> mine.refund().amount()).sum());
    }

    long amount() {
        return head.total() - refunded();
    }

    boolean counts() {
        long refunded = refunded();
        return !head.test() && status() != OrderStatus.CANCELLED && !(refunded > 0 && refunded >= head.total());
    }

    int version() {
        return storedVersion + (changes.any ? 1 : 0);
    }

    List<LineState> lineStates() {
        return LineState.of(this);
    }
}
