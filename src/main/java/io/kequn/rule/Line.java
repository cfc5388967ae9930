package io.kequn.rule;

import org.jspecify.annotations.Nullable;

/// Where moments lie: a column of a source, or of the customer's own row.
///
/// @param from what follows `from`
/// @param column the moment, `timestamptz` or, for dates, `date`
/// @param kind by which the rows are told apart; null if there are no kinds
/// @param property the name of the property that holds the moment, which is bound as the first value; null if none
/// @param indexed whether an index finds rows by shop, kind and moment
record Line(
        String from,
        String shopId,
        String customerId,
        String column,
        boolean date,
        GroupedSource.@Nullable Kind kind,
        @Nullable String property,
        boolean indexed) {
    /// The indexes on customers know the active ones only.
    private static final String ACTIVE = "(select * from customer where state = 0) c";

    static Line ofCustomer(String column, boolean date, boolean indexed) {
        return new Line(ACTIVE, "c.shop_id", "c.id", column, date, null, null, indexed);
    }

    static Line ofTimes(GroupedSource source) {
        return ofTimes(source, false);
    }

    static Line ofTimes(GroupedSource source, boolean date) {
        return new Line(
                source.timeFrom(),
                source.shopId(),
                source.customerId(),
                java.util.Objects.requireNonNull(source.time()),
                date,
                source.kind(),
                null,
                true);
    }

    /// A moment in a column that no index knows.
    static Line ofColumn(GroupedSource source, RowParameter row) {
        return new Line(
                source.from(),
                source.shopId(),
                source.customerId(),
                row.sql(),
                row.type() == ValueType.DATE,
                source.kind(),
                null,
                false);
    }

    /// A moment in a property; `$2` is the property's name.
    static Line ofProperty(GroupedSource source, RowParameter row, boolean date) {
        String reading = date ? "property_date" : "property_instant";
        return new Line(
                source.from(),
                source.shopId(),
                source.customerId(),
                reading + "(" + row.sql() + " -> $2::text)",
                date,
                source.kind(),
                row.name(),
                false);
    }

    String type() {
        return date ? "date" : "timestamptz";
    }
}
