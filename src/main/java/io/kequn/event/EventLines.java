package io.kequn.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.http.JsonLines;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/// Events one a line, and what each is answered.
@Singleton
class EventLines {
    private final EventService events;
    private final JsonLines<NewEvent> lines;

    EventLines(EventService events, ObjectMapper json) {
        this.events = events;
        this.lines = new JsonLines<>(json, NewEvent.class);
    }

    /// Enough to go on with; the whole event is a read away.
    record Result(
            UUID id,
            String source,
            String externalId,
            UUID customerId,
            boolean replayed,
            List<MembershipChange> membershipChanges) {}

    Uni<RestResponse<String>> record(String body) {
        return lines.answer(body, events::recordAll, EventLines::answer);
    }

    private static JsonLines.Answer answer(EventResult result) {
        var event = result.event();
        return new JsonLines.Answer(
                result.replayed() ? 200 : 201,
                new Result(
                        event.id(),
                        event.source(),
                        event.externalId(),
                        event.customerId(),
                        result.replayed(),
                        result.membershipChanges()));
    }
}
