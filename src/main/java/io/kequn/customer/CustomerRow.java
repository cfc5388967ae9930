package io.kequn.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.platform.database.FactSession;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's stored attributes under our lock, and what a change does to them. Only what really changes
/// counts: the same change again changes nothing.
final class CustomerRow {
    /// What has changed where something was said about a consent.
    static final String CONSENTS = "consents";

    private final UUID id;
    private final int version;
    private final Instant recordedAt;
    private final Map<CustomerField, @Nullable Object> values = new EnumMap<>(CustomerField.class);
    private final ObjectNode custom;
    private final ObjectNode since;
    private final ConsentStates consents;
    private final List<Earlier> earlier = new ArrayList<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final boolean fresh;
    private int changes;

    /// The value that an attribute had until now; `value` as JSON text, null where it had none.
    record Earlier(
            UUID customer,
            String attribute,
            Instant since,
            @Nullable String value) {}

    private CustomerRow(Row row, FactSession session) {
        id = row.getUUID("id");
        version = Math.toIntExact(row.getLong("version"));
        recordedAt = row.getOffsetDateTime("recorded_at").toInstant();
        custom = object(row.getString("custom"));
        var personal =
                PersonalData.opened(session.keys().sealer(), session.shop().id(), id, row);
        personal.custom().forEach((key, value) -> custom.set(key, CustomValues.personal(value)));
        since = object(row.getString("attribute_since"));
        consents = ConsentStates.of(object(row.getString("consents")));
        fresh = false;
        CustomerField.PLAIN.forEach(field -> values.put(field, field.read(row)));
        values.putAll(personal.fields());
    }

    private CustomerRow(UUID id, Instant at) {
        this.id = id;
        version = 1;
        recordedAt = at;
        custom = JsonNodeFactory.instance.objectNode();
        since = JsonNodeFactory.instance.objectNode();
        consents = ConsentStates.of(JsonNodeFactory.instance.objectNode());
        fresh = true;
        CustomerField.ALL.forEach(field -> values.put(field, field.empty()));
        values.put(CustomerField.REGISTERED_AT, at);
    }

    static CustomerRow of(Row row, FactSession session) {
        return new CustomerRow(row, session);
    }

    /// A customer that is being made, registered now until something else is said. What it gets is no change of
    /// anything.
    static CustomerRow made(UUID id, Instant at) {
        return new CustomerRow(id, at.truncatedTo(ChronoUnit.MICROS));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) CustomValues.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isFresh() {
        return fresh;
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
        for (var entry : custom.properties()) {
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
        return custom;
    }

    /// The value of an own attribute, null where it has none.
    @Nullable
    JsonNode custom(String key) {
        return custom.get(key);
    }

    ObjectNode since() {
        return since;
    }

    ConsentStates consents() {
        return consents;
    }

    @Nullable
    Object value(CustomerField field) {
        return values.get(field);
    }

    /// What names the person, and what else is personal.
    PersonalData personal() {
        var fields = new EnumMap<CustomerField, String>(CustomerField.class);
        for (var field : CustomerField.PERSONAL) {
            if (values.get(field) instanceof String text) {
                fields.put(field, text);
            }
        }
        var own = new HashMap<String, String>();
        custom.properties()
                .forEach(entry ->
                        CustomValues.personal(entry.getValue()).ifPresent(value -> own.put(entry.getKey(), value)));
        return new PersonalData(fields, own);
    }

    List<Earlier> earlier() {
        return earlier;
    }

    /// The attributes that have changed, as rules name them.
    Set<String> changed() {
        return changed;
    }

    /// How often an attribute has changed; two changes of one attribute count as two.
    int changes() {
        return changes;
    }

    /// Applies what was read from a request at the instant of the transaction. `read` are the values of the
    /// shop's own attributes, checked.
    void apply(ProfileChange change, ObjectNode read, Instant at) {
        change.values().forEach((field, value) -> apply(field, value, at));
        change.consents().forEach(record -> say(record, at));
        if (change.clearsCustom()) {
            List.copyOf(keys(custom)).forEach(key -> putCustom(key, null, at));
        }
        read.properties().forEach(entry -> putCustom(entry.getKey(), entry.getValue(), at));
    }

    /// A consent in a field is said as any other, unless it was said already.
    private void apply(CustomerField field, @Nullable Object value, Instant at) {
        if (field.kind() != CustomerField.Kind.CONSENT) {
            put(field, value, at);
            return;
        }
        if (!Objects.equals(value, values.get(field))) {
            var topic = ConsentTopic.of(field);
            var before = consents.state(topic);
            consents.add(ConsentRecord.of(topic, Consent.of(String.valueOf(value))), at);
            settle(topic, before, at);
        }
    }

    /// A statement counts as a change even if all stays as it is: it is one more proof.
    private void say(ConsentRecord said, Instant at) {
        var before = consents.state(said.topic());
        consents.add(said, at);
        changed.add(CONSENTS);
        changes++;
        settle(said.topic(), before, at);
    }

    /// Notes the state of a topic where it has changed; what a field shows is written there, too.
    private void settle(ConsentTopic topic, Consent before, Instant at) {
        var field = topic.field();
        var state = consents.state(topic);
        if (field != null) {
            put(field, state.text(), at);
        } else if (state != before) {
            note(topic.attribute(), true, json(before.text()), at);
        }
    }

    /// Leaves no value of the own attribute.
    void drop(String key, Instant at) {
        putCustom(key, null, at);
    }

    /// Fills what is missing here from `other`, which is merged into this customer: of own attributes those that
    /// the shop has, since one that is being deleted goes nowhere any more.
    void fillFrom(CustomerRow other, Set<String> own, Instant at) {
        for (var field : CustomerField.ALL) {
            if (field.kind() != CustomerField.Kind.CONSENT && Objects.equals(values.get(field), field.empty())) {
                put(field, other.values.get(field), at);
            }
        }
        for (var entry : other.custom.properties()) {
            if (own.contains(entry.getKey()) && !custom.has(entry.getKey())) {
                putCustom(entry.getKey(), entry.getValue(), at);
            }
        }
        fillConsents(other.consents, at);
    }

    /// Whoever is both has said both: of each topic counts what was said later.
    private void fillConsents(ConsentStates other, Instant at) {
        for (var topic : other.all().keySet()) {
            var before = consents.state(topic);
            consents.take(topic, other);
            settle(topic, before, at);
        }
    }

    /// Leaves nothing that tells of the person.
    void clear(Instant at) {
        var said = consents.clear();
        said.forEach((topic, before) -> settle(topic, before.state(), at));
        CustomerField.ALL.forEach(field -> put(field, field.empty(), at));
        keys(custom).forEach(key -> putCustom(key, null, at));
    }

    /// Gets its own profile back as if it had never been without: nothing of it is a change of today. Of own attributes
    /// those that the shop still has.
    void takeBack(KeptProfile kept, Map<String, Attribute> own) {
        for (var field : CustomerField.ALL) {
            values.put(field, field.kind() == CustomerField.Kind.CONSENT ? field.empty() : kept.value(field));
        }
        custom.removeAll();
        kept.custom().properties().stream()
                .filter(entry -> own.containsKey(entry.getKey()))
                .forEach(entry -> {
                    custom.set(entry.getKey(), entry.getValue());
                    changed.add("custom." + entry.getKey());
                });
        consents.all().keySet().stream().toList().forEach(topic -> restore(topic, null));
        kept.consents().all().forEach(this::restore);
        since.removeAll();
        since.setAll(kept.fromSince());
    }

    /// Loses again what it has from the one that was merged and has not changed since; so it never had it. `remaining`
    /// are the latest of its own statements about consents.
    void giveBack(KeptProfile kept, Map<ConsentTopic, ConsentStates.Said> remaining) {
        for (var field : CustomerField.ALL) {
            if (kept.filled(field.column()) && Objects.equals(values.get(field), kept.value(field))) {
                values.put(field, field.empty());
                lose(field.column(), kept);
            }
        }
        for (var entry : kept.custom().properties()) {
            var attribute = "custom." + entry.getKey();
            if (kept.filled(attribute) && entry.getValue().equals(custom.get(entry.getKey()))) {
                custom.remove(entry.getKey());
                lose(attribute, kept);
            }
        }
        kept.consents().all().forEach((topic, said) -> {
            var own = remaining.get(topic);
            if (said.equals(consents.all().get(topic)) && !said.equals(own)) {
                restore(topic, own);
                lose(attributeOf(topic), kept);
            }
        });
    }

    private static String attributeOf(ConsentTopic topic) {
        var field = topic.field();
        return field == null ? topic.attribute() : field.column();
    }

    private void restore(ConsentTopic topic, ConsentStates.@Nullable Said said) {
        consents.restore(topic, said);
        var field = topic.field();
        if (field != null) {
            values.put(field, consents.state(topic).text());
        }
    }

    private void lose(String attribute, KeptProfile kept) {
        changed.add(attribute);
        kept.intoSince(attribute).ifPresentOrElse(at -> since.set(attribute, at), () -> since.remove(attribute));
    }

    private void put(CustomerField field, @Nullable Object given, Instant at) {
        var value = given instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : given;
        var before = values.get(field);
        if (Objects.equals(value, before)) {
            return;
        }
        values.put(field, value);
        note(field.column(), field.isReadByRules(), json(before), at);
    }

    private void putCustom(String key, @Nullable JsonNode value, Instant at) {
        var present = custom.get(key);
        var before = present != null && present.isNumber() ? CustomValues.decimal(present.decimalValue()) : present;
        var after = value == null || value.isNull() ? null : value;
        if (Objects.equals(before, after)) {
            return;
        }
        if (after == null) {
            custom.remove(key);
        } else {
            custom.set(key, after);
        }
        boolean kept = isKept(before) && isKept(after);
        note("custom." + key, kept, kept && before != null ? before.toString() : null, at);
    }

    /// Earlier values of sets and of what is personal are not.
    private static boolean isKept(@Nullable JsonNode value) {
        return value == null
                || (!value.isArray() && CustomValues.personal(value).isEmpty());
    }

    private void note(String attribute, boolean kept, @Nullable String before, Instant at) {
        changed.add(attribute);
        changes++;
        if (kept && !fresh) {
            var from = since.get(attribute);
            earlier.add(new Earlier(id, attribute, from == null ? recordedAt : ofMicros(from.longValue()), before));
            since.put(attribute, ChronoUnit.MICROS.between(Instant.EPOCH, at));
        }
    }

    private static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static @Nullable String json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            case Location location -> CustomValues.JSON.valueToTree(location).toString();
            default -> JsonNodeFactory.instance.textNode(value.toString()).toString();
        };
    }

    private static List<String> keys(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
