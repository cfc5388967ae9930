package io.kequn.event;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.problem.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// The commands on events. Each is one fact transaction; when it answers, the segments of the customers are right.
@Singleton
public class EventService {
    /// As many events as one transaction takes.
    public static final int MOST = 1_000;

    private final FactTransaction facts;
    private final EventWriter writer;

    EventService(FactTransaction facts, EventWriter writer) {
        this.facts = facts;
        this.writer = writer;
    }

    /// Records what a customer has done. The same event again changes nothing; another one under its source and
    /// external id is refused with `event_id_reuse`.
    public Uni<EventResult> record(NewEvent event) {
        var caller = Caller.with(Scope.EVENTS_WRITE);
        var checked = EventInputs.event(event);
        return facts.write(
                new Command<>(caller, "events", event, EventResult.class),
                session -> writer.writeOne(session, checked));
    }

    /// Records at most a thousand events at once; answers one outcome per event, in their order. It takes no
    /// idempotency key: the events' own ids make it idempotent.
    public Uni<List<Outcome<EventResult>>> recordAll(List<NewEvent> events) {
        var caller = Caller.with(Scope.EVENTS_WRITE).withoutIdempotencyKey();
        if (events.size() > MOST) {
            throw INPUT_INVALID.because("At most " + MOST + " events at once.", "每次最多 " + MOST + " 个事件。");
        }
        var checked = events.stream()
                .map(event -> Outcome.of(() -> EventInputs.event(event)))
                .toList();
        return facts.writeBatch(
                        new Command<>(caller, "events", null, Outcomes.class),
                        events.size(),
                        session -> writer.write(session, checked)
                                .map(answer -> changes -> new Outcomes(answer.with(changes))))
                .map(Outcomes::all);
    }

    private record Outcomes(List<Outcome<EventResult>> all) {}
}
