package io.kequn.rule;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The SQL of conditions on attributes. Only positive operators; the answer may be null where the attribute is
/// missing.
final class AttributeSql {
    private final Vocabulary vocabulary;
    private final Parameters parameters;
    private final GroupedRows grouped;
    private final Comparisons comparisons;

    AttributeSql(Vocabulary vocabulary, Parameters parameters, GroupedRows grouped) {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
        this.grouped = grouped;
        this.comparisons = new Comparisons(parameters);
    }

    String condition(Rule.Condition condition) {
        Attribute attribute = vocabulary.attributeOf(condition.attribute());
        Operator operator = condition.operator().positive();
        List<Value> values = condition.values();
        ArraySql sets = new ArraySql(comparisons);
        return switch (attribute.storage()) {
            case Attribute.Storage.Column column -> comparisons.on(column.sql(), attribute.type(), operator, values);
            case Attribute.Storage.Latest latest ->
                comparisons.on(value(attribute), attribute.type(), operator, values);
            case Attribute.Storage.OneRow row -> comparisons.on(value(attribute), attribute.type(), operator, values);
            case Attribute.Storage.Point point -> point.latitude() + " is null";
            case Attribute.Storage.AgeSince age -> new AgeComparisons(parameters).on(age.birthDate(), operator, values);
            case Attribute.Storage.Digest digest -> digest(digest, operator, values);
            case Attribute.Storage.Rows rows -> sets.rows(rows, operator, values, grouped);
            case Attribute.Storage.JsonArray array -> sets.json(array.sql(), operator, values);
        };
    }

    private String digest(Attribute.Storage.Digest kept, Operator operator, List<Value> values) {
        if (operator == Operator.IS_NULL) {
            return kept.sql() + " is null";
        }
        List<Value> digests = values.stream()
                .flatMap(value -> kept.digests().apply(((Value.Text) value).text()).stream())
                .<Value>map(Value.Text::new)
                .toList();
        return comparisons.on(kept.sql(), ValueType.STRING, Operator.IN, digests);
    }

    String anniversary(Rule.Anniversary condition) {
        Attribute attribute = vocabulary.attributeOf(condition.attribute());
        return new AnniversaryComparisons(parameters)
                .on(value(attribute), attribute.type(), condition.operator().positive(), condition.values());
    }

    String hasBeen(Rule.HasBeen condition) {
        Attribute attribute = vocabulary.attributeOf(condition.attribute());
        String equal = comparisons.on(value(attribute), attribute.type(), Operator.EQUAL, List.of(condition.value()));
        return equal + " and " + Objects.requireNonNull(attribute.since()).sql() + " <= "
                + parameters.use("timestamptz", new Bound.Before(condition.length()));
    }

    /// A scalar attribute's value.
    String value(Attribute attribute) {
        return switch (attribute.storage()) {
            case Attribute.Storage.Column column -> column.sql();
            case Attribute.Storage.Latest latest -> latest(latest);
            case Attribute.Storage.OneRow row -> row(row);
            default -> throw Comparisons.unfit(attribute);
        };
    }

    private String row(Attribute.Storage.OneRow row) {
        return grouped.column(
                row.source(),
                "max(" + row.sql() + ") filter (where " + FunctionSql.ofKind(row.source(), row.kind(), parameters)
                        + ")",
                GroupedRows.Extent.ofKinds(Set.of(row.kind())));
    }

    private String latest(Attribute.Storage.Latest latest) {
        GroupedSource source = latest.source();
        return grouped.column(
                source,
                "max(" + source.time() + ") filter (where " + FunctionSql.ofKind(source, latest.kind(), parameters)
                        + ")",
                GroupedRows.Extent.ofKinds(Set.of(latest.kind())));
    }
}
