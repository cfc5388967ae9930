package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.problem.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What has happened to an order, and the status that follows: the one with the latest instant, of several at that
/// instant the one of the highest rank.
final class OrderHistory {
    private static final Comparator<OrderEntry> LATEST =
            Comparator.comparing(OrderEntry::occurredAt).thenComparing(OrderEntry::status);

    /// By the database's clock, which was read under the customer's lock. Ids come from the clocks of replicas and
    /// decide only within one transaction.
    private static final Comparator<OrderEntry> LAST_RECORDED =
            Comparator.comparing(OrderEntry::recordedAt).thenComparing(OrderEntry::id);

    private final List<OrderEntry> entries = new ArrayList<>();
    private final OrderChanges changes;

    OrderHistory(OrderChanges changes) {
        this.changes = changes;
    }

    /// Takes over what is stored, or what a copy has already.
    void load(List<OrderEntry> known) {
        entries.addAll(known);
    }

    List<OrderEntry> entries() {
        return List.copyOf(entries);
    }

    OrderEntry latest() {
        return entries.stream().max(LATEST).orElseThrow();
    }

    /// How the latest payment was made.
    Optional<String> paymentMethod() {
        return entries.stream()
                .filter(entry -> entry.paymentMethod() != null)
                .max(LATEST)
                .map(OrderEntry::paymentMethod);
    }

    /// Notes the status that the order is sent with, if it is another than before. Without an instant of its
    /// own the first status dates from `first`, a changed one from `now`. Where a source's clock is ahead, the
    /// first one dates from now: else a cancellation a little later would be from before it, and count for
    /// nothing.
    void say(Sent.Order sent, Instant first, Instant now) {
        var last = lastSent();
        var at = sent.statusAt();
        boolean same = last.filter(entry -> entry.status() == sent.status())
                .filter(entry -> at == null || entry.occurredAt().equals(at))
                .isPresent();
        if (!same) {
            var usual = last.isPresent() || first.isAfter(now) ? now : first;
            enter(OrderEntry.ofOrder(sent.status(), at == null ? usual : at, now));
        }
    }

    /// Adds what came on its own; false if it is known already.
    boolean add(Sent.Event event, Instant now) {
        var known = find(event);
        if (known.isPresent()) {
            if (!known.get().says(event)) {
                throw otherContent(event);
            }
            return false;
        }
        enter(OrderEntry.of(event, now));
        return true;
    }

    /// Adds what the order carries inside itself, which is corrected by sending the order again.
    void renew(Sent.Event event, Instant now) {
        var known = find(event);
        if (known.isPresent() && known.get().says(event)) {
            return;
        }
        known.ifPresent(this::drop);
        enter(OrderEntry.of(event, now));
    }

    static Refusal otherContent(Sent.Fact fact) {
        if (fact instanceof Sent.Event event && event.isUnnamedCancellation()) {
            return STATE_CONFLICT.because(
                    "The order has a cancellation with another instant or reason; give this one an `externalId` if both are"
                            + " meant.",
                    "该订单已有时间或原因不同的取消记录；若两者均有效，请为本次取消提供 `externalId`。");
        }
        return STATE_CONFLICT.because(
                "The " + fact.noun() + " `" + fact.id() + "` is known with other content; use another external id.",
                "外部编号 `" + fact.id() + "` 已用于不同内容，请使用新的外部编号。");
    }

    /// Whether something of this name has happened, whatever is said of it.
    boolean has(Sent.Event event) {
        return find(event).isPresent();
    }

    private Optional<OrderEntry> find(Sent.Event event) {
        return entries.stream().filter(entry -> entry.hasNameOf(event)).findFirst();
    }

    /// The status that the order itself was last sent with.
    private Optional<OrderEntry> lastSent() {
        return entries.stream().filter(OrderEntry::isOrders).max(LAST_RECORDED);
    }

    private void enter(OrderEntry entry) {
        entries.add(entry);
        changes.addedEntries.add(entry);
    }

    private void drop(OrderEntry entry) {
        entries.remove(entry);
        if (!changes.addedEntries.remove(entry)) {
            changes.removedEntries.add(entry);
        }
    }
}
