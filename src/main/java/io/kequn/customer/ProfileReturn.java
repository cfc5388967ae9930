package io.kequn.customer;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How one of two profiles that were one becomes its own again, as if it had never been otherwise.
record ProfileReturn(KeptProfile kept, ProfileValues values, SaidConsents consents) {
    void takeBack(Set<String> own) {
        for (var field : CustomerField.ALL) {
            values.set(field, field.kind() == CustomerField.Kind.CONSENT ? field.empty() : kept.value(field));
        }
        values.custom().removeAll();
        kept.custom().properties().stream()
                .filter(entry -> own.contains(entry.getKey()))
                .forEach(entry -> {
                    values.custom().set(entry.getKey(), entry.getValue());
                    values.changed("custom." + entry.getKey());
                });
        consents.restore(kept.consents());
        values.since().removeAll();
        values.since().setAll(kept.fromSince());
    }

    void giveBack(Map<ConsentTopic, ConsentStates.Said> remaining) {
        for (var field : CustomerField.ALL) {
            if (kept.filled(field.column()) && Objects.equals(values.field(field), kept.value(field))) {
                values.set(field, field.empty());
                lose(field.column());
            }
        }
        for (var entry : kept.custom().properties()) {
            var attribute = "custom." + entry.getKey();
            if (kept.filled(attribute)
                    && entry.getValue().equals(values.custom().get(entry.getKey()))) {
                values.custom().remove(entry.getKey());
                lose(attribute);
            }
        }
        kept.consents().all().forEach((topic, said) -> {
            var own = remaining.get(topic);
            if (said.equals(consents.states().all().get(topic)) && !said.equals(own)) {
                consents.restore(topic, own);
                lose(attributeOf(topic));
            }
        });
    }

    private static String attributeOf(ConsentTopic topic) {
        var field = topic.field();
        return field == null ? topic.attribute() : field.column();
    }

    private void lose(String attribute) {
        values.changed(attribute);
        kept.intoSince(attribute)
                .ifPresentOrElse(
                        at -> values.since().set(attribute, at),
                        () -> values.since().remove(attribute));
    }
}
