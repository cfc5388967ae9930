package io.kequn.customer;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one customer has said about consents, beside the attributes that show it.
final class SaidConsents {
    /// What has changed where something was said about a consent.
    static final String CONSENTS = "consents";

    private final ConsentStates consents;
    private final ProfileValues values;

    SaidConsents(ConsentStates consents, ProfileValues values) {
        this.consents = consents;
        this.values = values;
    }

    ConsentStates states() {
        return consents;
    }

    /// A consent in a field is said as any other, unless it was said already.
    void say(CustomerField field, @Nullable Object value, Instant at) {
        if (!Objects.equals(value, values.field(field))) {
            var topic = ConsentTopic.of(field);
            var before = consents.state(topic);
            consents.add(ConsentRecord.of(topic, Consent.of(String.valueOf(value))), at);
            settle(topic, before, at);
        }
    }

    /// A statement counts as a change even if all stays as it is: it is one more proof. But not where it tells of
    /// the very instant that counts: then it was sent again.
    void say(ConsentRecord said, Instant at) {
        var before = consents.state(said.topic());
        boolean again = consents.counts(said);
        consents.add(said, at);
        if (!again) {
            values.said(CONSENTS);
        }
        settle(said.topic(), before, at);
    }

    /// Whoever is both has said both: of each topic counts what was said later.
    void fillFrom(SaidConsents other, Instant at) {
        for (var topic : other.consents.all().keySet()) {
            var before = consents.state(topic);
            consents.take(topic, other.consents);
            settle(topic, before, at);
        }
    }

    void clear(Instant at) {
        var said = consents.clear();
        said.forEach((topic, before) -> settle(topic, before.state(), at));
    }

    /// Notes the state of a topic where it has changed; what a field shows is written there, too.
    private void settle(ConsentTopic topic, Consent before, Instant at) {
        var field = topic.field();
        var state = consents.state(topic);
        if (field != null) {
            values.put(field, state.text(), at);
        } else if (state != before) {
            values.note(topic.attribute(), true, ProfileValues.json(before.text()), at);
        }
    }

    /// All as they were kept.
    void restore(ConsentStates kept) {
        List.copyOf(consents.all().keySet()).forEach(topic -> restore(topic, null));
        kept.all().forEach(this::restore);
    }

    /// What counted of a topic once; null for nothing. It was never otherwise.
    void restore(ConsentTopic topic, ConsentStates.@Nullable Said said) {
        consents.restore(topic, said);
        var field = topic.field();
        if (field != null) {
            values.set(field, consents.state(topic).text());
        }
    }
}
