package io.kequn.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The SQL of a function condition: its row parameters become a filter, its aggregate parameters columns of the
/// source's grouped row and comparisons on them.
final class FunctionSql {
    private static final Rule.Parameter AT_LEAST_ONE =
            new Rule.Parameter("count", Operator.GREATER_OR_EQUAL, List.of(new Value.Decimal(BigDecimal.ONE)));

    private final Parameters parameters;
    private final Comparisons comparisons;
    private final GroupedRows grouped;

    FunctionSql(Parameters parameters, GroupedRows grouped) {
        this.parameters = parameters;
        this.comparisons = new Comparisons(parameters);
        this.grouped = grouped;
    }

    /// The events of one condition: which, and what bounds the scan for them.
    private record Events(GroupedSource source, Set<String> kinds, String filter, GroupedRows.Extent extent) {}

    /// May be null where an aggregate is missing.
    String matches(Rule.Matches condition, RuleFunction function) {
        Events events = events(condition, function);
        return String.join(
                " and ",
                tested(condition, function).stream()
                        .map(parameter -> tested(parameter, function, events))
                        .toList());
    }

    /// The aggregate parameters; without any there must be at least one event.
    static List<Rule.Parameter> tested(Rule.Matches condition, RuleFunction function) {
        Set<String> kinds = function.kindsOf(condition.parameters());
        List<Rule.Parameter> aggregates = condition.parameters().stream()
                .filter(parameter -> function.row(parameter.name(), kinds).isEmpty())
                .toList();
        return aggregates.isEmpty() ? List.of(AT_LEAST_ONE) : aggregates;
    }

    private Events events(Rule.Matches condition, RuleFunction function) {
        Set<String> kinds = function.kindsOf(condition.parameters());
        List<String> filters = new ArrayList<>();
        Bound from = null;
        boolean lifted = false;
        if (function.kinds() instanceof RuleFunction.Kinds.Fixed fixed) {
            filters.add(ofKind(function.source(), fixed.kind()));
        }
        for (Rule.Parameter parameter : condition.parameters()) {
            lifted |= parameter.name().equals(function.liftedBy());
            var row = function.row(parameter.name(), kinds);
            if (row.isPresent()) {
                filters.add(row(row.get(), parameter));
                boolean time = row.get().sql().equals(function.source().time());
                from = time ? Comparisons.lowerEdge(parameter.operator(), parameter.values()) : from;
            }
        }
        if (function.restriction() != null && !lifted) {
            filters.add("(" + function.restriction() + ")");
        }
        return new Events(function.source(), kinds, filter(filters), new GroupedRows.Extent(from, kinds));
    }

    /// What the events of a condition must satisfy: on their time, and otherwise.
    record OnTime(String onTime, String others) {}

    /// The same condition in two parts. Of what lies before the earliest time that can count now, nothing ever
    /// will.
    OnTime onTime(Rule.Matches condition, RuleFunction function) {
        Set<String> kinds = function.kindsOf(condition.parameters());
        String timeColumn = java.util.Objects.requireNonNull(function.source().time());
        List<String> onTime = new ArrayList<>(List.of("true"));
        List<String> others = new ArrayList<>(List.of("true"));
        if (function.kinds() instanceof RuleFunction.Kinds.Fixed fixed) {
            others.add(ofKind(function.source(), fixed.kind()));
        }
        boolean lifted = false;
        for (Rule.Parameter parameter : condition.parameters()) {
            lifted |= parameter.name().equals(function.liftedBy());
            var row = function.row(parameter.name(), kinds);
            if (row.isPresent() && row.get().sql().equals(timeColumn)) {
                onTime.add(row(row.get(), parameter));
                Bound from = Comparisons.lowerEdge(parameter.operator(), parameter.values());
                others.add(from == null ? "true" : timeColumn + " >= " + parameters.use("timestamptz", from));
            } else {
                row.ifPresent(other -> others.add(row(other, parameter)));
            }
        }
        others.add(function.restriction() == null || lifted ? "true" : "(" + function.restriction() + ")");
        return new OnTime(String.join(" and ", onTime), String.join(" and ", others));
    }

    private String ofKind(GroupedSource source, String kind) {
        return ofKind(source, kind, parameters);
    }

    /// Whether a source's row is of a kind.
    static String ofKind(GroupedSource source, Object kind, Parameters parameters) {
        GroupedSource.Kind by = java.util.Objects.requireNonNull(source.kind());
        return by.sql() + " = " + parameters.use(by.type(), new Bound.Fixed(kind));
    }

    private static String filter(List<String> filters) {
        return filters.isEmpty() ? "" : " filter (where " + String.join(" and ", filters) + ")";
    }

    private String row(RowParameter row, Rule.Parameter parameter) {
        return RuleSql.twoValued(positive(row, parameter), parameter.operator().isNegative(), false);
    }

    private String positive(RowParameter row, Rule.Parameter parameter) {
        Operator positive = parameter.operator().positive();
        if (row.isProperty()) {
            return new PropertySql(parameters).on(property(row), positive, parameter.values());
        }
        return row.set()
                ? new ArraySql(comparisons).on(row.sql(), positive, parameter.values())
                : comparisons.on(row.sql(), row.type(), positive, parameter.values());
    }

    /// The property's `jsonb`. Its name comes from the rule, so that it is bound.
    private String property(RowParameter row) {
        return "(" + row.sql() + " -> " + parameters.use("text", new Bound.Fixed(row.name())) + ")";
    }

    private String tested(Rule.Parameter parameter, RuleFunction function, Events events) {
        var aggregate = function.aggregate(parameter.name(), events.kinds()).orElseThrow();
        String sql = aggregate(aggregate, parameter, events);
        return RuleSql.twoValued(sql, parameter.operator().isNegative(), false);
    }

    private String aggregate(AggregateParameter aggregate, Rule.Parameter parameter, Events events) {
        Operator positive = parameter.operator().positive();
        if (aggregate.aggregation() == Aggregation.AVG) {
            String count = countOf(aggregate, events);
            String average = comparisons.average(column(aggregate, events), count, positive, parameter.values());
            return count + " > 0 and " + average;
        }
        return comparisons.on(column(aggregate, events), aggregate.type(), positive, parameter.values());
    }

    /// The number that the parameter of a condition is compared with.
    String actual(Rule.Matches condition, RuleFunction function, Rule.Parameter parameter) {
        Events events = events(condition, function);
        var aggregate = function.aggregate(parameter.name(), events.kinds()).orElseThrow();
        String column = column(aggregate, events);
        return aggregate.aggregation() == Aggregation.AVG
                ? column + "::numeric / nullif(" + countOf(aggregate, events) + ", 0)"
                : column;
    }

    /// Of an average the sum.
    private String column(AggregateParameter aggregate, Events events) {
        String x = aggregate.of() == null ? "*" : summed(aggregate.of());
        return switch (aggregate.aggregation()) {
            case COUNT -> "coalesce(" + column("count(*)", events) + ", 0)";
            case SUM -> "coalesce(" + column("sum(" + x + ")", events) + ", 0)";
            case AVG -> column("sum(" + x + ")", events);
            case MIN -> column("min(" + x + ")", events);
            case MAX -> column("max(" + x + ")", events);
            case DISTINCT -> "coalesce(" + column("count(distinct " + present(aggregate.of()) + ")", events) + ", 0)";
        };
    }

    private String countOf(AggregateParameter aggregate, Events events) {
        String x = aggregate.of() == null ? "*" : summed(aggregate.of());
        return column("count(" + x + ")", events);
    }

    private String summed(RowParameter row) {
        return row.isProperty() ? PropertySql.number(property(row)) : row.sql();
    }

    /// An empty text is a missing one.
    private String present(@Nullable RowParameter row) {
        if (row == null) {
            return "*";
        }
        if (row.isProperty()) {
            return PropertySql.present(property(row));
        }
        boolean text = row.type() == ValueType.STRING || row.type() == ValueType.KEY;
        return text ? "nullif(" + row.sql() + ", '')" : row.sql();
    }

    private String column(String aggregate, Events events) {
        return grouped.column(events.source(), aggregate + events.filter(), events.extent());
    }
}
