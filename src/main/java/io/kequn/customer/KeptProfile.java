package io.kequn.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.crypto.Place;
import io.kequn.crypto.Sealer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The profile of who was merged, as it was, and of the survivor since when it had what; kept sealed as one JSON text.
record KeptProfile(ObjectNode from, ObjectNode since) {
    static final String COLUMN = "sealed";
    static final String PART = "profile";
    private static final String FIELDS = "fields";
    private static final String CUSTOM = "custom";
    private static final String PERSONAL = "personal";
    private static final String CONSENTS = "consents";
    private static final String SINCE = "since";
    private static final String FILLED = "filled";

    static Place place(int shop, UUID merger) {
        return new Place("customer_merge.profile", shop, merger.toString());
    }

    /// Before the two profiles are merged.
    static KeptProfile of(MergedProfiles both) {
        var kept = JsonNodeFactory.instance.objectNode();
        var fields = kept.putObject(FIELDS);
        var filled = kept.putObject(FILLED);
        for (var field : CustomerField.ALL) {
            @Nullable Object value = both.from().value(field);
            if (field.kind() == CustomerField.Kind.CONSENT || value == null) {
                continue;
            }
            fields.set(field.field(), written(value));
            if (both.into().value(field) == null) {
                filled.put(field.column(), true);
            }
        }
        var custom = kept.putObject(CUSTOM);
        var personal = kept.putObject(PERSONAL);
        both.from().custom().properties().forEach(entry -> {
            CustomValues.personal(entry.getValue())
                    .ifPresentOrElse(
                            value -> personal.put(entry.getKey(), value),
                            () -> custom.set(entry.getKey(), entry.getValue()));
            if (both.into().custom(entry.getKey()) == null) {
                filled.put("custom." + entry.getKey(), true);
            }
        });
        kept.set(CONSENTS, both.from().consents().stored());
        kept.set(SINCE, both.from().since().deepCopy());
        return new KeptProfile(kept, both.into().since().deepCopy());
    }

    private static JsonNode written(Object value) {
        return value instanceof Location
                ? CustomValues.JSON.valueToTree(value)
                : JsonNodeFactory.instance.textNode(value.toString());
    }

    Buffer sealed(Sealer sealer, int shop, UUID merger) {
        var all = JsonNodeFactory.instance.objectNode();
        all.set("from", from);
        all.set("intoSince", since);
        return Buffer.buffer(sealer.seal(all.toString(), place(shop, merger)));
    }

    static KeptProfile opened(Sealer sealer, int shop, UUID merger, byte[] sealed) {
        try {
            var all = CustomValues.JSON.readTree(sealer.open(sealed, place(shop, merger)));
            return new KeptProfile((ObjectNode) all.get("from"), (ObjectNode) all.get("intoSince"));
        } catch (IOException e) {
            throw new IllegalStateException("what is kept of merger " + merger + " is no JSON", e);
        }
    }

    /// For the person.
    JsonObject shown() {
        return new JsonObject(from.toString());
    }

    /// The value of a field that is no consent, null where it had none.
    @Nullable
    Object value(CustomerField field) {
        var stored = from.get(FIELDS).get(field.field());
        if (stored == null) {
            return null;
        }
        return switch (field.kind()) {
            case TEXT, CONSENT -> stored.textValue();
            case DATE -> LocalDate.parse(stored.textValue());
            case INSTANT -> Instant.parse(stored.textValue());
            case PLACE -> CustomValues.JSON.convertValue(stored, Location.class);
        };
    }

    /// The values of own attributes, in the form in which a row has them.
    ObjectNode custom() {
        var custom = (ObjectNode) from.get(CUSTOM).deepCopy();
        from.get(PERSONAL)
                .properties()
                .forEach(entry -> custom.set(
                        entry.getKey(), CustomValues.personal(entry.getValue().textValue())));
        return custom;
    }

    ConsentStates consents() {
        return ConsentStates.of((ObjectNode) from.get(CONSENTS));
    }

    /// Since when `from` had what, by attribute.
    ObjectNode fromSince() {
        return (ObjectNode) from.get(SINCE);
    }

    /// Since when the survivor had lacked the attribute that the merger filled; empty where it never had it.
    Optional<JsonNode> intoSince(String attribute) {
        return Optional.ofNullable(since.get(attribute));
    }

    /// Whether the survivor got it from `from`.
    boolean filled(String attribute) {
        return Objects.requireNonNull(from.get(FILLED)).has(attribute);
    }
}
