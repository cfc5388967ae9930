package io.kequn.rule;

import org.jspecify.annotations.Nullable;

/// Rows of many per customer that rules aggregate, such as orders. A statement reads each source once, grouped by
/// customer, however many rules it evaluates. All texts are trusted SQL written by the feature that owns the tables.
///
/// @param name unique within a vocabulary
/// @param from what follows `from`, with joins and aliases; the alias `c` is taken by the customer
/// @param customerId the expression of the customer's id
/// @param shopId the expression of the shop's id
/// @param fact what a write to these rows changes, such as `order`; of a kind of rows, `event:login`
/// @param time the `timestamptz` column by which windows bound the scan; null if there is none
/// @param kind by which rules choose among the rows; null if there is none
public record GroupedSource(
        String name,
        String from,
        String customerId,
        String shopId,
        String fact,
        @Nullable String time,
        @Nullable Kind kind) {
    /// What tells the kind of a row, such as an event's name: the scan reads the kinds that rules ask for only.
    ///
    /// @param sql the column
    /// @param type its type, `text` or `int`
    public record Kind(String sql, String type) {}

    public static GroupedSource of(String name, String from) {
        return new GroupedSource(name, from, "customer_id", "shop_id", name, null, null);
    }

    public GroupedSource keyedBy(String shopExpression, String customerExpression) {
        return new GroupedSource(name, from, customerExpression, shopExpression, fact, time, kind);
    }

    public GroupedSource reading(String newFact) {
        return new GroupedSource(name, from, customerId, shopId, newFact, time, kind);
    }

    public GroupedSource at(String timeColumn) {
        return new GroupedSource(name, from, customerId, shopId, fact, timeColumn, kind);
    }

    public GroupedSource ofKinds(String sql, String type) {
        return new GroupedSource(name, from, customerId, shopId, fact, time, new Kind(sql, type));
    }
}
