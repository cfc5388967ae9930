package io.kequn.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/// The attributes of one customer, since when each has its value, and what becomes of both. Only what really changes
/// counts: the same value again changes nothing.
final class ProfileValues {
    private final UUID id;
    private final Instant recordedAt;
    private final boolean fresh;
    private final Map<CustomerField, @Nullable Object> fields = new EnumMap<>(CustomerField.class);
    private final ObjectNode custom;
    private final ObjectNode since;
    private final List<Earlier> earlier = new ArrayList<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private int changes;

    /// The value that an attribute had until now; `value` as JSON text, null where it had none.
    record Earlier(
            UUID customer,
            String attribute,
            Instant since,
            @Nullable String value) {}

    /// `fresh`: of a customer that is being made, who has had nothing before.
    ProfileValues(UUID id, Instant recordedAt, boolean fresh, ObjectNode custom, ObjectNode since) {
        this.id = id;
        this.recordedAt = recordedAt;
        this.fresh = fresh;
        this.custom = custom;
        this.since = since;
    }

    boolean isFresh() {
        return fresh;
    }

    /// The shop's own attributes.
    ObjectNode custom() {
        return custom;
    }

    ObjectNode since() {
        return since;
    }

    List<Earlier> earlier() {
        return earlier;
    }

    Set<String> changed() {
        return changed;
    }

    int changes() {
        return changes;
    }

    @Nullable
    Object field(CustomerField field) {
        return fields.get(field);
    }

    /// As it is stored, or is to be without having changed.
    void set(CustomerField field, @Nullable Object value) {
        fields.put(field, value);
    }

    /// Counts as a change of the attribute, though it has kept its value or has it as ever.
    void changed(String attribute) {
        changed.add(attribute);
    }

    /// Something was said, be it the same again.
    void said(String attribute) {
        changed.add(attribute);
        changes++;
    }

    void put(CustomerField field, @Nullable Object given, Instant at) {
        var value = given instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : given;
        var before = fields.get(field);
        if (Objects.equals(value, before)) {
            return;
        }
        fields.put(field, value);
        note(field.column(), field.isReadByRules(), json(before), at);
    }

    void putCustom(String key, @Nullable JsonNode value, Instant at) {
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

    /// An attribute has another value from now on; `kept` where the one before is remembered.
    void note(String attribute, boolean kept, @Nullable String before, Instant at) {
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

    static @Nullable String json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            case Location location -> CustomValues.JSON.valueToTree(location).toString();
            default -> JsonNodeFactory.instance.textNode(value.toString()).toString();
        };
    }
}
