package io.kequn.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A customer as the judge of rules knows it: plain values, nothing derived.
///
/// @param values what is stored of attributes, by the key that rules use: `String`, `BigDecimal`, `Boolean`,
///     `LocalDate`, `Instant` or a `Set` of strings; absent if missing
/// @param refunds standalone refunds, in minor units
public record FactCustomer(
        UUID id, Map<String, Object> values, Set<String> tags, List<FactOrder> orders, List<Long> refunds) {
    public FactCustomer {
        values = Map.copyOf(values);
        tags = Set.copyOf(tags);
        orders = List.copyOf(orders);
        refunds = List.copyOf(refunds);
    }

    public FactTotals totals() {
        return FactTotals.of(this);
    }
}
