package io.kequn.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final UUID id;
    private final int version;
    private final Instant recordedAt;
    private final Map<CustomerField, @Nullable Object> values = new EnumMap<>(CustomerField.class);
    private final ObjectNode custom;
    private final ObjectNode since;
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

    private CustomerRow(Row row) {
        id = row.getUUID("id");
        version = Math.toIntExact(row.getLong("version"));
        recordedAt = row.getOffsetDateTime("recorded_at").toInstant();
        custom = object(row.getString("custom"));
        since = object(row.getString("attribute_since"));
        fresh = false;
        CustomerField.ALL.forEach(field -> values.put(field, field.read(row)));
    }

    private CustomerRow(UUID id, Instant at) {
        this.id = id;
        version = 1;
        recordedAt = at;
        custom = JsonNodeFactory.instance.objectNode();
        since = JsonNodeFactory.instance.objectNode();
        fresh = true;
        CustomerField.ALL.forEach(field -> values.put(field, field.empty()));
        values.put(CustomerField.REGISTERED_AT, at);
    }

    static CustomerRow of(Row row) {
        return new CustomerRow(row);
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

    ObjectNode custom() {
        return custom;
    }

    ObjectNode since() {
        return since;
    }

    @Nullable
    Object value(CustomerField field) {
        return values.get(field);
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
        change.values().forEach((field, value) -> put(field, value, at));
        if (change.clearsCustom()) {
            List.copyOf(keys(custom)).forEach(key -> putCustom(key, null, at));
        }
        read.properties().forEach(entry -> putCustom(entry.getKey(), entry.getValue(), at));
    }

    /// Leaves no value of the own attribute.
    void drop(String key, Instant at) {
        putCustom(key, null, at);
    }

    /// Fills what is missing here from `other`, which is merged into this customer: of own attributes those that
    /// the shop has, since one that is being deleted goes nowhere any more.
    void fillFrom(CustomerRow other, Set<String> own, Instant at) {
        for (var field : CustomerField.ALL) {
            if (Objects.equals(values.get(field), field.empty())) {
                put(field, other.values.get(field), at);
            }
        }
        for (var entry : other.custom.properties()) {
            if (own.contains(entry.getKey()) && !custom.has(entry.getKey())) {
                putCustom(entry.getKey(), entry.getValue(), at);
            }
        }
    }

    /// Leaves nothing that tells of the person.
    void clear(Instant at) {
        CustomerField.ALL.forEach(field -> put(field, field.empty(), at));
        keys(custom).forEach(key -> putCustom(key, null, at));
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
        boolean scalar = !(before != null && before.isArray()) && !(after != null && after.isArray());
        note("custom." + key, scalar, before == null ? null : before.toString(), at);
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
