package io.kequn.event;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.problem.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What the mutations of events take and answer.
public final class EventPayloads {
    private EventPayloads() {}

    /// Up to 1,000 events.
    public record EventBatch(List<NewEvent> events) {}

    public record EventPayload(
            @Nullable Event event,

            @Description("Known already; nothing has changed.")
            boolean replayed,

            List<MembershipChange> membershipChanges,
            List<UserError> userErrors) {
        static EventPayload of(@Nullable EventResult result, List<UserError> errors) {
            return result == null
                    ? new EventPayload(null, false, List.of(), errors)
                    : new EventPayload(result.event(), result.replayed(), result.membershipChanges(), errors);
        }

        private static EventPayload of(int place, Outcome<EventResult> outcome) {
            return switch (outcome) {
                case Outcome.Done<EventResult>(var result) -> of(result, List.of());
                case Outcome.Refused<EventResult>(var refusal) ->
                    of(null, Payload.errors(refusal, List.of("events", String.valueOf(place))));
            };
        }
    }

    public record EventsPayload(
            @Description("What became of each event, in the order in which they were sent.") @Nullable
            List<EventPayload> results,

            List<UserError> userErrors) {
        static EventsPayload of(@Nullable List<Outcome<EventResult>> outcomes, List<UserError> errors) {
            return outcomes == null
                    ? new EventsPayload(null, errors)
                    : new EventsPayload(
                            IntStream.range(0, outcomes.size())
                                    .mapToObj(i -> EventPayload.of(i, outcomes.get(i)))
                                    .toList(),
                            errors);
        }
    }
}
