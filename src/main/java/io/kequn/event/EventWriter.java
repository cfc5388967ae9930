package io.kequn.event;

import io.kequn.customer.CustomerDirectory;
import io.kequn.platform.database.ChangeShares;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.problem.Outcome;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Writes events inside a fact transaction that someone else has opened.
@Singleton
class EventWriter {
    private final CustomerDirectory customers;
    private final List<EventFollower> followers;

    EventWriter(CustomerDirectory customers, @All List<EventFollower> followers) {
        this.customers = customers;
        this.followers = List.copyOf(followers);
    }

    /// Writes what was checked; what it gives back becomes the outcomes once the evaluation is done. Nobody may
    /// have locked a customer in this transaction before.
    Uni<Answer<List<Outcome<EventResult>>>> write(FactSession session, List<Outcome<SentEvent>> events) {
        var slots = events.stream().map(EventSlot::of).toList();
        return new EventWork(session, customers, followers, slots)
                .run()
                .replaceWith(changes -> outcomes(slots, changes));
    }

    /// Writes one event; refuses, so that nothing of it is left, where the event is refused.
    Uni<Answer<EventResult>> writeOne(FactSession session, SentEvent event) {
        var slot = EventSlot.of(new Outcome.Done<>(event));
        return new EventWork(session, customers, followers, List.of(slot))
                .run()
                .invoke(slot::requireAccepted)
                .replaceWith(
                        changes -> outcomes(List.of(slot), changes).getFirst().orThrow());
    }

    private static List<Outcome<EventResult>> outcomes(List<EventSlot> slots, List<MembershipChange> changes) {
        var shares = new ChangeShares<>(slots, EventSlot::touched, changes);
        return slots.stream().map(slot -> slot.outcome(shares)).toList();
    }
}
