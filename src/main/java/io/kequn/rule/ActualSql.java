package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;

/// What a statement must select to tell what a customer actually has: texts, a fixed number for each condition.
final class ActualSql {
    /// As many events of a function are told one by one.
    static final int MOST_ROWS = 50;

    private final Vocabulary vocabulary;
    private final Parameters parameters;
    private final GroupedRows grouped;
    private final AttributeSql attributes;
    private final FunctionSql functions;
    private final DefinitionSql definitions;

    ActualSql(Vocabulary vocabulary, Parameters parameters, GroupedRows grouped) {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
        this.grouped = grouped;
        this.attributes = new AttributeSql(vocabulary, parameters, grouped);
        this.functions = new FunctionSql(parameters, grouped);
        this.definitions = new DefinitionSql(vocabulary, parameters, grouped);
    }

    List<String> of(Rule.Leaf leaf) {
        return switch (leaf) {
            case Rule.Everyone everyone -> List.of();
            case Rule.Condition condition -> List.of(attribute(vocabulary.attributeOf(condition.attribute())));
            case Rule.Anniversary condition -> List.of(attribute(vocabulary.attributeOf(condition.attribute())));
            case Rule.HasBeen condition -> kept(vocabulary.attributeOf(condition.attribute()));
            case Rule.Matches matches -> aggregates(matches, vocabulary.functionOf(matches));
            case Rule.InSegment segment -> List.of("coalesce(" + definitions.inSegment(segment) + ", false)::text");
            case Rule.InLayer layer -> List.of("(" + definitions.layer(layer) + ")::text");
            case Rule.Within within -> List.of("(" + definitions.distance(within) + ")::text");
            case Rule.Bucket bucket -> List.of("(" + BucketSql.number(bucket, parameters) + ")::text");
        };
    }

    private String attribute(Attribute attribute) {
        return switch (attribute.storage()) {
            case Attribute.Storage.Column column -> ActualText.sql(column.sql(), attribute.type());
            case Attribute.Storage.Latest latest -> ActualText.sql(attributes.value(attribute), attribute.type());
            case Attribute.Storage.OneRow row -> ActualText.sql(attributes.value(attribute), attribute.type());
            case Attribute.Storage.Digest digest -> digest.sql();
            case Attribute.Storage.AgeSince age -> ActualText.sql(age.birthDate(), ValueType.DATE);
            case Attribute.Storage.Point point ->
                "(" + point.latitude() + ")::text || ', ' || (" + point.longitude() + ")::text";
            case Attribute.Storage.JsonArray array -> "(" + array.sql() + ")::text";
            case Attribute.Storage.Rows rows ->
                grouped.column(
                        rows.source(), "jsonb_agg(distinct " + rows.element() + ")::text", GroupedRows.Extent.ALL);
        };
    }

    private List<String> kept(Attribute attribute) {
        Attribute.Since since = java.util.Objects.requireNonNull(attribute.since());
        return List.of(attribute(attribute), ActualText.sql(since.sql(), ValueType.INSTANT));
    }

    private List<String> aggregates(Rule.Matches matches, RuleFunction function) {
        List<String> texts = new ArrayList<>();
        for (Rule.Parameter parameter : FunctionSql.tested(matches, function)) {
            texts.add("(" + functions.actual(matches, function, parameter) + ")::text");
        }
        texts.add(rows(matches, function));
        return texts;
    }

    /// The events one by one, one more than are told.
    private String rows(Rule.Matches matches, RuleFunction function) {
        GroupedSource source = function.source();
        GroupedSource.Shown shown = source.shown();
        if (shown == null || source.time() == null) {
            return "null::text";
        }
        FunctionSql.OnTime condition = functions.onTime(matches, function);
        String amount = shown.amount() == null ? "null::bigint" : shown.amount();
        return """
            (select jsonb_agg(jsonb_build_array(x.id, x.name, x.at, x.amount, x.counts) order by x.place)::text from (
              select r.*, row_number() over (order by r.counts desc, r.at desc, r.id) place from (
                select (%s)::text id, (%s)::text as name, %s as at, %s as amount, (%s) is true as counts
                from %s where %s = $1::int and %s = c.id and %s) r
              order by place limit %d) x)\
            """.formatted(
                        shown.id(),
                        shown.name(),
                        ActualText.sql(java.util.Objects.requireNonNull(source.time()), ValueType.INSTANT) + "::bigint",
                        amount,
                        condition.onTime(),
                        source.from(),
                        source.shopId(),
                        source.customerId(),
                        condition.others(),
                        MOST_ROWS + 1);
    }
}
