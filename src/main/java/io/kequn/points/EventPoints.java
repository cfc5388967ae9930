package io.kequn.points;

import io.kequn.event.Event;
import io.kequn.event.EventFollower;
import io.kequn.platform.database.FactSession;
import io.kequn.points.OccasionEarning.Chance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/// What events earn, in the transaction that records them.
@Singleton
class EventPoints implements EventFollower {
    private final PointsDefinitions definitions;
    private final OccasionEarning earning;

    EventPoints(PointsDefinitions definitions, OccasionEarning earning) {
        this.definitions = definitions;
        this.earning = earning;
    }

    @Override
    public Uni<Void> follow(FactSession session, List<Event> events) {
        return definitions.of(session).chain(found -> {
            var rules = found.of(PointsTrigger.EVENT);
            var chances =
                    events.stream().flatMap(event -> chances(event, rules)).toList();
            return earning.grant(session, found, chances);
        });
    }

    private static Stream<Chance> chances(Event event, List<RuleTerms> rules) {
        return rules.stream()
                .filter(rule -> event.name().equals(rule.event()) && rule.isActive(event.occurredAt()))
                .map(rule -> new Chance(
                        new Occasion(event.customerId(), rule, event.occurredAt()),
                        event.id().toString(),
                        event.source() + ":" + event.externalId()));
    }
}
