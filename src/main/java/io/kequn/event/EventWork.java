package io.kequn.event;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.NewCustomers;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.StartOver;
import io.kequn.platform.problem.Ahead;
import io.kequn.platform.problem.Violations;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One command on events inside one fact transaction, of one event or of a thousand: sort out what is known
/// already, lock the customers of the rest, and write it.
final class EventWork {
    private final FactSession session;
    private final CustomerDirectory customers;
    private final List<EventFollower> followers;
    private final EventStore store;
    private final List<EventSlot> slots;

    EventWork(FactSession session, CustomerDirectory customers, List<EventFollower> followers, List<EventSlot> slots) {
        this.session = session;
        this.customers = customers;
        this.followers = List.copyOf(followers);
        this.store = new EventStore(session);
        this.slots = List.copyOf(slots);
    }

    /// What is known or refused names nobody: no customer is made for it.
    Uni<Void> run() {
        each((slot, event) -> Ahead.check("/occurredAt", event.occurredAt(), session.begunAt()));
        return Uni.combine()
                .all()
                .unis(store.known(open(SentEvent::key)), DeclaredTypes.of(session, open(SentEvent::name)))
                .asTuple()
                .invoke(both -> sort(both.getItem1(), both.getItem2()))
                .chain(() -> open(SentEvent::key).isEmpty() ? Uni.createFrom().voidItem() : write());
    }

    private void sort(Map<EventKey, EventStore.Stored> known, DeclaredTypes types) {
        var first = new HashMap<EventKey, EventSlot>();
        each((slot, event) -> {
            var stored = known.get(event.key());
            if (stored != null) {
                slot.isKnown(stored);
                return;
            }
            var before = first.get(event.key());
            if (before != null) {
                slot.repeats(before);
                return;
            }
            types.check(event);
            first.put(event.key(), slot);
        });
    }

    private Uni<Void> write() {
        Set<CustomerReference> references = open(SentEvent::customer);
        return customers
                .resolve(session, references, Unknown.CREATE)
                .chain(resolved ->
                        customers.lock(session, resolved, List.of(), () -> store.known(open(SentEvent::key))))
                .map(locked -> insert(locked.found(), locked.read()))
                .chain(this::follow);
    }

    private Uni<Void> follow(List<Event> fresh) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var follower : fresh.isEmpty() ? List.<EventFollower>of() : followers) {
            all = all.chain(() -> follower.follow(session, fresh));
        }
        return all;
    }

    private List<Event> insert(CustomerDirectory.Found found, Map<EventKey, EventStore.Stored> known) {
        if (!known.isEmpty()) {
            throw new StartOver("an event came meanwhile");
        }
        var fresh = new ArrayList<EventStore.Fresh>();
        each((slot, sent) -> {
            var event = sent.of(customer(found.ids(), sent), session.at());
            fresh.add(new EventStore.Fresh(event, sent));
            slot.isWritten(event);
        });
        NewCustomers.make(session, found, customersOf(fresh));
        if (!fresh.isEmpty()) {
            session.send(store.insert(fresh)
                    .onFailure(Violations.of("event_external_id"))
                    .transform(failure -> new StartOver("an event came meanwhile")));
            session.changed(customersOf(fresh), facts(fresh));
        }
        return fresh.stream().map(EventStore.Fresh::event).toList();
    }

    private static UUID customer(Map<CustomerReference, UUID> ids, SentEvent event) {
        var id = ids.get(event.customer());
        if (id == null) {
            throw REFERENCE_UNKNOWN.at("/customer", "No such customer.", "客户不存在。");
        }
        return id;
    }

    private static Set<UUID> customersOf(Collection<EventStore.Fresh> fresh) {
        return fresh.stream().map(row -> row.event().customerId()).collect(Collectors.toSet());
    }

    private static Set<String> facts(Collection<EventStore.Fresh> fresh) {
        var facts = new HashSet<>(Set.of(Facts.EVENT));
        fresh.forEach(row -> facts.add(Facts.event(row.event().name())));
        return facts;
    }

    private <T> Set<T> open(Function<SentEvent, T> part) {
        return slots.stream()
                .map(EventSlot::open)
                .filter(Objects::nonNull)
                .map(part)
                .collect(Collectors.toSet());
    }

    @FunctionalInterface
    private interface SlotStep {
        void take(EventSlot slot, SentEvent event);
    }

    private void each(SlotStep step) {
        slots.forEach(slot -> slot.next(event -> step.take(slot, event)));
    }
}
