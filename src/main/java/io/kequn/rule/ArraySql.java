package io.kequn.rule;

import java.util.List;

/// The SQL of conditions on sets: arrays of a source's row, JSON arrays of the customer, rows of a grouped source. Only
/// positive operators; the answer may be null where the set is missing.
record ArraySql(Comparisons comparisons) {
    /// On a `text[]`, where `=` and `IN` ask for an element too.
    String on(String array, Operator operator, List<Value> values) {
        return switch (operator) {
            case CONTAINS, EQUAL -> one(values) + " = any(" + array + ")";
            case CONTAINS_ANY, IN -> array + " && " + many(values);
            case CONTAINS_ALL -> array + " @> " + many(values);
            case IS_NULL -> "coalesce(cardinality(" + array + "), 0) = 0";
            default -> throw Comparisons.unfit(operator);
        };
    }

    /// On a `jsonb` array of strings. The functions are those behind `?`, which some clients take for a parameter.
    String json(String array, Operator operator, List<Value> values) {
        return switch (operator) {
            case CONTAINS -> "jsonb_exists(" + array + ", " + one(values) + ")";
            case CONTAINS_ANY -> "jsonb_exists_any(" + array + ", " + many(values) + ")";
            case CONTAINS_ALL -> "jsonb_exists_all(" + array + ", " + many(values) + ")";
            case IS_NULL -> "coalesce(" + array + ", 'null') in ('null', '[]')";
            default -> throw Comparisons.unfit(operator);
        };
    }

    /// On the rows of a source, one for each element.
    String rows(Attribute.Storage.Rows rows, Operator operator, List<Value> values, GroupedRows grouped) {
        String element = rows.element();
        return switch (operator) {
            case CONTAINS ->
                grouped.column(rows.source(), "bool_or(" + element + " = " + one(values) + ")", GroupedRows.Extent.ALL);
            case CONTAINS_ANY ->
                grouped.column(
                        rows.source(), "bool_or(" + element + " = any(" + many(values) + "))", GroupedRows.Extent.ALL);
            case CONTAINS_ALL -> all(rows, values, grouped);
            case IS_NULL ->
                "coalesce(" + grouped.column(rows.source(), "count(" + element + ")", GroupedRows.Extent.ALL)
                        + ", 0) = 0";
            default -> throw Comparisons.unfit(operator);
        };
    }

    private String all(Attribute.Storage.Rows rows, List<Value> values, GroupedRows grouped) {
        String element = rows.element();
        String aggregate = "count(distinct " + element + ") filter (where " + element + " = any(" + many(values) + "))";
        Value size = new Value.Decimal(
                java.math.BigDecimal.valueOf(values.stream().distinct().count()));
        return grouped.column(rows.source(), aggregate, GroupedRows.Extent.ALL) + " = "
                + comparisons.scalar(ValueType.INTEGER, size);
    }

    private String one(List<Value> values) {
        return comparisons.scalar(ValueType.STRING, values.get(0));
    }

    private String many(List<Value> values) {
        return comparisons.list(ValueType.STRING, values);
    }
}
