package io.kequn.rule;

import org.jspecify.annotations.Nullable;

/// Rows of many per customer that rules aggregate, such as orders. A statement reads each source once, grouped
/// by customer, however many rules it evaluates. All texts are trusted SQL written by the feature that owns the
/// tables.
///
/// @param name unique within a vocabulary
/// @param from what follows `from`, with joins and aliases; the alias `c` is taken by the customer
/// @param customerId the expression of the customer's id
/// @param shopId the expression of the shop's id
/// @param fact what a write to these rows changes, such as `order`; of a kind of rows, `event:login`
/// @param time the `timestamptz` column by which windows bound the scan; null if there is none
/// @param timeFrom the part of `from` that holds customer, shop and time, by which an index on them finds rows
/// @param kind by which rules choose among the rows; null if there is none
/// @param shown how a row is shown to people; null if it is not
public record GroupedSource(
        String name,
        String from,
        String customerId,
        String shopId,
        String fact,
        @Nullable String time,
        String timeFrom,
        @Nullable Kind kind,
        @Nullable Shown shown) {
    /// What tells the kind of a row, such as an event's name: the scan reads the kinds that rules ask for only.
    ///
    /// @param sql the column
    /// @param type its type, `text` or `int`
    /// @param all selects all kinds of the shop `$1`, so that an index on kind and time serves any; null if unknown
    public record Kind(String sql, String type, @Nullable String all) {}

    /// What tells a row from others: its id, a name for people, and an amount in minor units.
    ///
    /// @param amount null if the rows have none
    public record Shown(String id, String name, @Nullable String amount) {}

    public static GroupedSource of(String name, String from) {
        return new GroupedSource(name, from, "customer_id", "shop_id", name, null, from, null, null);
    }

    public GroupedSource keyedBy(String shopExpression, String customerExpression) {
        return new GroupedSource(name, from, customerExpression, shopExpression, fact, time, timeFrom, kind, shown);
    }

    public GroupedSource reading(String newFact) {
        return new GroupedSource(name, from, customerId, shopId, newFact, time, timeFrom, kind, shown);
    }

    public GroupedSource at(String timeColumn) {
        return new GroupedSource(name, from, customerId, shopId, fact, timeColumn, timeFrom, kind, shown);
    }

    /// The same source, in a part of which rows are found by their time.
    public GroupedSource timesIn(String part) {
        return new GroupedSource(name, from, customerId, shopId, fact, time, part, kind, shown);
    }

    public GroupedSource ofKinds(String sql, String type) {
        return ofKinds(new Kind(sql, type, null));
    }

    public GroupedSource ofKinds(Kind by) {
        return new GroupedSource(name, from, customerId, shopId, fact, time, timeFrom, by, shown);
    }

    /// The same source, whose rows are shown to people so.
    public GroupedSource showing(Shown row) {
        return new GroupedSource(name, from, customerId, shopId, fact, time, timeFrom, kind, row);
    }
}
