package io.kequn.customer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which of what a customer has said counts, by topic, and what is being added to it. The latest counts; of two of one
/// instant the stricter.
final class ConsentStates {
    /// From the least strict to the strictest.
    private static final List<Consent> STRICTNESS =
            List.of(Consent.GRANTED, Consent.PENDING, Consent.UNKNOWN, Consent.DENIED);

    /// The same order, for the statements that find the latest in the history.
    static final String STRICTNESS_SQL = "array_position(array['granted', 'pending', 'unknown', 'denied'], %s.state)";

    private static final String STATE = "state";
    private static final String AT = "at";

    private final Map<ConsentTopic, Said> states = new LinkedHashMap<>();
    private final List<ConsentRecord> added = new ArrayList<>();

    /// What was said, and when.
    record Said(Consent state, Instant at) {
        boolean outdoes(@Nullable Said other) {
            if (other == null || !at.equals(other.at)) {
                return other == null || at.isAfter(other.at);
            }
            return STRICTNESS.indexOf(state) >= STRICTNESS.indexOf(other.state);
        }
    }

    static ConsentStates of(ObjectNode stored) {
        var all = new ConsentStates();
        stored.properties()
                .forEach(entry -> all.states.put(
                        ConsentTopic.of(entry.getKey()),
                        new Said(
                                Consent.of(entry.getValue().get(STATE).textValue()),
                                Instant.EPOCH.plus(entry.getValue().get(AT).longValue(), ChronoUnit.MICROS))));
        return all;
    }

    Consent state(ConsentTopic topic) {
        var said = states.get(topic);
        return said == null ? Consent.UNKNOWN : said.state();
    }

    /// Whether this is what counts of its topic, given at the same instant.
    boolean counts(ConsentRecord given) {
        var at = given.occurredAt();
        return at != null
                && new Said(given.state(), at.truncatedTo(ChronoUnit.MICROS)).equals(states.get(given.topic()));
    }

    /// Adds a statement. One without an instant is later than all before it; one from the future was made now.
    void add(ConsentRecord given, Instant now) {
        var instant = now.truncatedTo(ChronoUnit.MICROS);
        var before = states.get(given.topic());
        var stated = given.occurredAt();
        var at = stated == null || stated.isAfter(instant) ? instant : stated.truncatedTo(ChronoUnit.MICROS);
        if (stated == null && before != null && !at.isAfter(before.at())) {
            at = before.at().plus(1, ChronoUnit.MICROS);
        }
        added.add(given.at(at));
        take(given.topic(), new Said(given.state(), at));
    }

    private void take(ConsentTopic topic, Said said) {
        if (said.outdoes(states.get(topic))) {
            states.put(topic, said);
        }
    }

    /// Takes what another customer has said, if that counts more.
    void take(ConsentTopic topic, ConsentStates other) {
        var said = other.states.get(topic);
        if (said != null) {
            take(topic, said);
        }
    }

    /// Puts what counts; null for nothing.
    void restore(ConsentTopic topic, @Nullable Said said) {
        if (said == null) {
            states.remove(topic);
        } else {
            states.put(topic, said);
        }
    }

    /// Leaves nothing, and answers what there was.
    Map<ConsentTopic, Said> clear() {
        var said = Map.copyOf(states);
        states.clear();
        return said;
    }

    /// What is to be written to the history.
    List<ConsentRecord> added() {
        return Collections.unmodifiableList(added);
    }

    Map<ConsentTopic, Said> all() {
        return Collections.unmodifiableMap(states);
    }

    /// The state of a topic in a column as `stored` makes it.
    static String sql(String column, ConsentTopic topic) {
        return "coalesce(" + column + " -> '" + topic.key() + "' ->> '" + STATE + "', 'unknown')";
    }

    /// As the customer's row holds it.
    ObjectNode stored() {
        var stored = JsonNodeFactory.instance.objectNode();
        states.forEach((topic, said) -> stored.putObject(topic.key())
                .put(STATE, said.state().text())
                .put(AT, ChronoUnit.MICROS.between(Instant.EPOCH, said.at())));
        return stored;
    }
}
