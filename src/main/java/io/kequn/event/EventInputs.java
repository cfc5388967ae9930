package io.kequn.event;

import io.kequn.customer.ReferenceInputs;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Fingerprint;
import java.time.temporal.ChronoUnit;

/// Checks what callers send about events, with all that is wrong in one refusal.
final class EventInputs {
    private static final int LONGEST_NAME = 100;

    private EventInputs() {}

    static SentEvent event(NewEvent event) {
        var inputs = new Inputs();
        var customer = ReferenceInputs.customer(inputs, event.customer());
        ReferenceInputs.source(inputs, event.source());
        ReferenceInputs.externalId(inputs, "/externalId", event.externalId());
        var name = name(inputs, event.name());
        var properties = new PropertyInputs(inputs).read(event.properties());
        inputs.check();
        var occurredAt = event.occurredAt().truncatedTo(ChronoUnit.MICROS);
        return new SentEvent(
                new EventKey(event.source(), event.externalId()),
                customer,
                name,
                occurredAt,
                properties,
                Fingerprint.of(customer, name, occurredAt, PropertyJson.write(properties)));
    }

    /// The name of an event in any script; one line.
    static String name(Inputs inputs, String given) {
        var name = inputs.text("/name", given, LONGEST_NAME);
        inputs.require(
                name.chars().noneMatch(Character::isISOControl),
                "/name",
                "Must be one line without tabs.",
                "须为不含制表符的单行文本。");
        return name;
    }
}
