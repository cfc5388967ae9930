package io.kequn.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.customer.ProfileValues.Earlier;
import io.kequn.platform.database.FactSession;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's stored attributes under our lock, and what a change does to them.
final class CustomerRow {
    private final UUID id;
    private final int version;
    private final ProfileValues values;
    private final SaidConsents consents;

    private CustomerRow(UUID id, int version, ProfileValues values, ObjectNode said) {
        this.id = id;
        this.version = version;
        this.values = values;
        this.consents = new SaidConsents(ConsentStates.of(said), values);
    }

    static CustomerRow of(Row row, FactSession session) {
        var id = row.getUUID("id");
        var custom = object(row.getString("custom"));
        var personal =
                PersonalData.opened(session.keys().sealer(), session.shop().id(), id, row);
        personal.custom().forEach((key, value) -> custom.set(key, CustomValues.personal(value)));
        var values = new ProfileValues(
                id,
                row.getOffsetDateTime("recorded_at").toInstant(),
                false,
                custom,
                object(row.getString("attribute_since")));
        CustomerField.PLAIN.forEach(field -> values.set(field, field.read(row)));
        personal.fields().forEach(values::set);
        return new CustomerRow(id, Math.toIntExact(row.getLong("version")), values, object(row.getString("consents")));
    }

    /// A customer that is being made, registered now until something else is said. What it gets is no change of
    /// anything.
    static CustomerRow made(UUID id, Instant at) {
        var now = at.truncatedTo(ChronoUnit.MICROS);
        var json = JsonNodeFactory.instance;
        var values = new ProfileValues(id, now, true, json.objectNode(), json.objectNode());
        CustomerField.ALL.forEach(field -> values.set(field, field.empty()));
        values.set(CustomerField.REGISTERED_AT, now);
        return new CustomerRow(id, 1, values, json.objectNode());
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) CustomValues.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isFresh() {
        return values.isFresh();
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    /// The values of the shop's own attributes as they are stored: digests in the place of personal ones.
    ObjectNode storedCustom(FactSession session) {
        var stored = JsonNodeFactory.instance.objectNode();
        for (var entry : custom().properties()) {
            var key = entry.getKey();
            var personal = CustomValues.personal(entry.getValue());
            stored.set(key, personal.isEmpty() ? entry.getValue() : digest(session, key, personal.get()));
        }
        return stored;
    }

    private static JsonNode digest(FactSession session, String key, String value) {
        return JsonNodeFactory.instance.textNode(
                PersonalData.digest(session.keys().index(), key, session.shop().id(), value));
    }

    ObjectNode custom() {
        return values.custom();
    }

    /// The value of an own attribute, null where it has none.
    @Nullable
    JsonNode custom(String key) {
        return custom().get(key);
    }

    ObjectNode since() {
        return values.since();
    }

    ConsentStates consents() {
        return consents.states();
    }

    @Nullable
    Object value(CustomerField field) {
        return values.field(field);
    }

    /// What names the person, and what else is personal.
    PersonalData personal() {
        var fields = new EnumMap<CustomerField, String>(CustomerField.class);
        for (var field : CustomerField.PERSONAL) {
            if (value(field) instanceof String text) {
                fields.put(field, text);
            }
        }
        var own = new HashMap<String, String>();
        custom().properties()
                .forEach(entry ->
                        CustomValues.personal(entry.getValue()).ifPresent(value -> own.put(entry.getKey(), value)));
        return new PersonalData(fields, own);
    }

    List<Earlier> earlier() {
        return values.earlier();
    }

    /// The attributes that have changed, as rules name them.
    Set<String> changed() {
        return values.changed();
    }

    /// How often an attribute has changed; two changes of one attribute count as two.
    int changes() {
        return values.changes();
    }

    /// Applies what was read from a request at the instant of the transaction. `read` are the values of the
    /// shop's own attributes, checked.
    void apply(ProfileChange change, ObjectNode read, Instant at) {
        change.values().forEach((field, value) -> apply(field, value, at));
        change.consents().forEach(record -> consents.say(record, at));
        if (change.clearsCustom()) {
            keys(custom()).forEach(key -> values.putCustom(key, null, at));
        }
        read.properties().forEach(entry -> values.putCustom(entry.getKey(), entry.getValue(), at));
    }

    private void apply(CustomerField field, @Nullable Object value, Instant at) {
        if (field.kind() == CustomerField.Kind.CONSENT) {
            consents.say(field, value, at);
        } else {
            values.put(field, value, at);
        }
    }

    /// Leaves no value of the own attribute.
    void drop(String key, Instant at) {
        values.putCustom(key, null, at);
    }

    /// Fills what is missing here from `other`, which is merged into this customer: of own attributes those that
    /// the shop has, since one that is being deleted goes nowhere any more.
    void fillFrom(CustomerRow other, Set<String> own, Instant at) {
        for (var field : CustomerField.ALL) {
            if (field.kind() != CustomerField.Kind.CONSENT && Objects.equals(value(field), field.empty())) {
                values.put(field, other.value(field), at);
            }
        }
        for (var entry : other.custom().properties()) {
            if (own.contains(entry.getKey()) && !custom().has(entry.getKey())) {
                values.putCustom(entry.getKey(), entry.getValue(), at);
            }
        }
        consents.fillFrom(other.consents, at);
    }

    /// Leaves nothing that tells of the person.
    void clear(Instant at) {
        consents.clear(at);
        CustomerField.ALL.forEach(field -> values.put(field, field.empty(), at));
        keys(custom()).forEach(key -> values.putCustom(key, null, at));
    }

    /// Gets its own profile back as if it had never been without: nothing of it is a change of today. Of own attributes
    /// those that the shop still has.
    void takeBack(KeptProfile kept, Map<String, Attribute> own) {
        new ProfileReturn(kept, values, consents).takeBack(own.keySet());
    }

    /// Loses again what it has from the one that was merged and has not changed since; so it never had it. `remaining`
    /// are the latest of its own statements about consents.
    void giveBack(KeptProfile kept, Map<ConsentTopic, ConsentStates.Said> remaining) {
        new ProfileReturn(kept, values, consents).giveBack(remaining);
    }

    private static List<String> keys(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
