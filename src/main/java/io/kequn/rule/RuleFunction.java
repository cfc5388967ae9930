package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A function such as `orders_placed`: what its events are and which parameters they have. Begin with `over` and
/// refine: `RuleFunction.over("orders_placed", orders).with("channel", STRING, "o.channel").only("o.counts",
/// "status")`.
///
/// @param restriction SQL that limits the events unless a rule names the parameter `liftedBy`; null for all events
public record RuleFunction(
        String name,
        GroupedSource source,
        List<RowParameter> parameters,
        @Nullable String restriction,
        @Nullable String liftedBy) {
    /// A property of an event.
    ///
    /// @param sql trusted SQL over the source's row; for a set, a `text[]`
    /// @param aggregated whether `sum_`, `avg_`, `min_`, `max_` (numbers only) and `distinct_` exist for it
    public record RowParameter(String name, ValueType type, String sql, boolean aggregated, boolean set) {
        /// What this is to operators, which decides those that it takes.
        public Operand operand() {
            return set ? Operand.EVENT_SET : Operand.of(type);
        }
    }

    /// What an aggregate parameter computes.
    public enum Aggregation {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        DISTINCT
    }

    /// An aggregate parameter; `of` is null for `count` only.
    record AggregateParameter(
            Aggregation aggregation, @Nullable RowParameter of) {
        /// The type of the values it is compared with.
        ValueType type() {
            boolean counts = aggregation == Aggregation.COUNT || aggregation == Aggregation.DISTINCT;
            return counts || of == null ? ValueType.INTEGER : of.type();
        }
    }

    public RuleFunction {
        parameters = List.copyOf(parameters);
    }

    public static RuleFunction over(String name, GroupedSource source) {
        return new RuleFunction(name, source, List.of(), null, null);
    }

    /// Adds a row parameter.
    public RuleFunction with(String parameter, ValueType type, String sql) {
        return adding(new RowParameter(parameter, type, sql, false, false));
    }

    /// Adds a row parameter that has aggregates too.
    public RuleFunction withAggregates(String parameter, ValueType type, String sql) {
        return adding(new RowParameter(parameter, type, sql, true, false));
    }

    /// Adds a parameter over a `text[]`: `=` and `CONTAINS` ask for an element, `IN` and `CONTAINS ANY` for any of
    /// some.
    public RuleFunction withSet(String parameter, String sql) {
        return adding(new RowParameter(parameter, ValueType.STRING, sql, false, true));
    }

    /// Limits the events to those for which the SQL holds, unless the rule names the parameter.
    public RuleFunction only(String sql, @Nullable String unlessParameter) {
        return new RuleFunction(name, source, parameters, sql, unlessParameter);
    }

    Optional<RowParameter> row(String parameter) {
        return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
    }

    /// A row parameter of the same name hides an aggregate.
    Optional<AggregateParameter> aggregate(String parameter) {
        if (row(parameter).isPresent()) {
            return Optional.empty();
        }
        return aggregates().stream()
                .filter(named -> named.name().equals(parameter))
                .map(NamedAggregate::aggregate)
                .findFirst();
    }

    record NamedAggregate(String name, AggregateParameter aggregate) {}

    /// All aggregate parameters with their names, `count` first.
    List<NamedAggregate> aggregates() {
        List<NamedAggregate> all = new ArrayList<>();
        all.add(new NamedAggregate("count", new AggregateParameter(Aggregation.COUNT, null)));
        for (RowParameter parameter : parameters) {
            if (parameter.aggregated()) {
                all.addAll(aggregatesOf(parameter));
            }
        }
        return all;
    }

    private static List<NamedAggregate> aggregatesOf(RowParameter parameter) {
        var distinct = new NamedAggregate(
                "distinct_" + parameter.name(), new AggregateParameter(Aggregation.DISTINCT, parameter));
        if (!parameter.type().isNumeric()) {
            return List.of(distinct);
        }
        return List.of(
                named("sum_", Aggregation.SUM, parameter),
                named("avg_", Aggregation.AVG, parameter),
                named("min_", Aggregation.MIN, parameter),
                named("max_", Aggregation.MAX, parameter),
                distinct);
    }

    private static NamedAggregate named(String prefix, Aggregation aggregation, RowParameter parameter) {
        return new NamedAggregate(prefix + parameter.name(), new AggregateParameter(aggregation, parameter));
    }

    private RuleFunction adding(RowParameter parameter) {
        List<RowParameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new RuleFunction(name, source, more, restriction, liftedBy);
    }
}
