package io.kequn.rule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A customer as the judge of rules knows it: plain values, nothing derived.
///
/// @param values what is stored of attributes, by the key that rules use: `String`, `BigDecimal`, `Boolean`,
///     `LocalDate`, `Instant`, `FactPlace` or a `Set` of strings; absent if missing
/// @param since from when on the values of attributes that have changed were recorded; all others since `recordedAt`
/// @param refunds standalone refunds, in minor units
/// @param segments keys of the segments in which the customer is stored
/// @param layers the stored layers, by the keys of their sets
public record FactCustomer(
        UUID id,
        Map<String, Object> values,
        Instant recordedAt,
        Map<String, Instant> since,
        Set<String> tags,
        List<FactOrder> orders,
        List<Long> refunds,
        List<FactEvent> events,
        Set<String> segments,
        Map<String, String> layers) {
    static final Instant LONG_AGO = Instant.parse("1990-01-01T00:00:00Z");

    public FactCustomer {
        values = Map.copyOf(values);
        since = Map.copyOf(since);
        tags = Set.copyOf(tags);
        orders = List.copyOf(orders);
        refunds = List.copyOf(refunds);
        events = List.copyOf(events);
        segments = Set.copyOf(segments);
        layers = Map.copyOf(layers);
    }

    public FactCustomer(
            UUID id, Map<String, Object> values, Set<String> tags, List<FactOrder> orders, List<Long> refunds) {
        this(id, values, LONG_AGO, Map.of(), tags, orders, refunds, List.of(), Set.of(), Map.of());
    }

    /// The same customer, who is known since an instant, and some attributes of whom have changed since then.
    public FactCustomer recorded(Instant at, Map<String, Instant> changes) {
        return new FactCustomer(id, values, at, changes, tags, orders, refunds, events, segments, layers);
    }

    FactCustomer changed(String attribute, Instant at) {
        var changes = new HashMap<>(since);
        changes.put(attribute, at);
        return recorded(recordedAt, changes);
    }

    /// The same customer with these events.
    public FactCustomer did(List<FactEvent> all) {
        return new FactCustomer(id, values, recordedAt, since, tags, orders, refunds, all, segments, layers);
    }

    /// The same customer with these tags.
    public FactCustomer tagged(Set<String> all) {
        return new FactCustomer(id, values, recordedAt, since, all, orders, refunds, events, segments, layers);
    }

    /// The same customer, stored in these segments and layers.
    public FactCustomer in(Set<String> ofSegments, Map<String, String> ofLayers) {
        return new FactCustomer(id, values, recordedAt, since, tags, orders, refunds, events, ofSegments, ofLayers);
    }

    Instant recorded(String attribute) {
        return since.getOrDefault(attribute, recordedAt);
    }

    public FactTotals totals() {
        return FactTotals.of(this);
    }
}
