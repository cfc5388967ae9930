package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SQL of a function condition: its row parameters become a filter, its aggregate parameters columns of the
/// source's grouped row and comparisons on them.
final class FunctionSql {
    private static final Rule.Parameter AT_LEAST_ONE = new Rule.Parameter(
            "count", Operator.GREATER_OR_EQUAL, List.of(new Value.Decimal(java.math.BigDecimal.ONE)));

    private final Comparisons comparisons;
    private final GroupedRows grouped;

    FunctionSql(Comparisons comparisons, GroupedRows grouped) {
        this.comparisons = comparisons;
        this.grouped = grouped;
    }

    /// The events of one condition: which, and from when on.
    private record Events(
            GroupedSource source, String filter, @Nullable Bound from) {}

    /// May be null where an aggregate is missing.
    String matches(Rule.Matches condition, RuleFunction function) {
        List<String> filters = new ArrayList<>();
        List<Rule.Parameter> aggregates = new ArrayList<>();
        Bound from = null;
        boolean lifted = false;
        for (Rule.Parameter parameter : condition.parameters()) {
            var row = function.row(parameter.name());
            lifted |= parameter.name().equals(function.liftedBy());
            if (row.isEmpty()) {
                aggregates.add(parameter);
                continue;
            }
            filters.add(row(row.get(), parameter));
            if (row.get().sql().equals(function.source().time())) {
                from = Comparisons.lowerEdge(parameter.operator(), parameter.values());
            }
        }
        if (function.restriction() != null && !lifted) {
            filters.add("(" + function.restriction() + ")");
        }
        Events events = new Events(function.source(), filter(filters), from);
        List<Rule.Parameter> tested = aggregates.isEmpty() ? List.of(AT_LEAST_ONE) : aggregates;
        return String.join(
                " and ", tested.stream().map(p -> tested(p, function, events)).toList());
    }

    private static String filter(List<String> filters) {
        return filters.isEmpty() ? "" : " filter (where " + String.join(" and ", filters) + ")";
    }

    private String row(RuleFunction.RowParameter row, Rule.Parameter parameter) {
        Operator positive = parameter.operator().positive();
        String sql = row.set()
                ? new ArraySql(comparisons).on(row.sql(), positive, parameter.values())
                : comparisons.on(row.sql(), row.type(), positive, parameter.values());
        return RuleSql.twoValued(sql, parameter.operator().isNegative(), false);
    }

    private String tested(Rule.Parameter parameter, RuleFunction function, Events events) {
        var aggregate = function.aggregate(parameter.name()).orElseThrow();
        String sql = aggregate(aggregate, parameter, events);
        return RuleSql.twoValued(sql, parameter.operator().isNegative(), false);
    }

    private String aggregate(RuleFunction.AggregateParameter aggregate, Rule.Parameter parameter, Events events) {
        Operator positive = parameter.operator().positive();
        String x = aggregate.of() == null ? "*" : aggregate.of().sql();
        String column = switch (aggregate.aggregation()) {
            case COUNT -> "coalesce(" + column("count(*)", events) + ", 0)";
            case SUM -> "coalesce(" + column("sum(" + x + ")", events) + ", 0)";
            case AVG -> column("sum(" + x + ")", events);
            case MIN -> column("min(" + x + ")", events);
            case MAX -> column("max(" + x + ")", events);
            case DISTINCT -> "coalesce(" + column("count(distinct " + present(aggregate, x) + ")", events) + ", 0)";
        };
        if (aggregate.aggregation() == RuleFunction.Aggregation.AVG) {
            String count = column("count(" + x + ")", events);
            String average = comparisons.average(column, count, positive, parameter.values());
            return count + " > 0 and " + average;
        }
        return comparisons.on(column, aggregate.type(), positive, parameter.values());
    }

    /// An empty text is a missing one.
    private static String present(RuleFunction.AggregateParameter aggregate, String x) {
        boolean text = aggregate.of() != null
                && (aggregate.of().type() == ValueType.STRING || aggregate.of().type() == ValueType.KEY);
        return text ? "nullif(" + x + ", '')" : x;
    }

    private String column(String aggregate, Events events) {
        return grouped.column(events.source(), aggregate + events.filter(), events.from());
    }
}
