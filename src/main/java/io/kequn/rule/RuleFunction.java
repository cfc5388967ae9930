package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A function such as `orders_placed`: what its events are and which parameters they have. Begin with `over` and
/// refine: `RuleFunction.over("orders_placed", orders).with("channel", STRING, "o.channel").only("o.counts",
/// "status")`.
///
/// @param restriction SQL that limits the events unless a rule names the parameter `liftedBy`; null for all events
/// @param kinds which kinds of a source's rows it reads; null where the source knows no kinds
/// @param properties further parameters of any name; null if there are none
public record RuleFunction(
        String name,
        GroupedSource source,
        List<RowParameter> parameters,
        @Nullable String restriction,
        @Nullable String liftedBy,
        @Nullable Kinds kinds,
        @Nullable OpenProperties properties) {
    private static final NamedAggregate COUNT =
            new NamedAggregate("count", new AggregateParameter(Aggregation.COUNT, null));

    /// The kinds of rows that a function reads: a fixed one, or those that a row parameter names.
    sealed interface Kinds {
        record Fixed(String kind) implements Kinds {}

        record NamedBy(String parameter) implements Kinds {}
    }

    public RuleFunction {
        parameters = List.copyOf(parameters);
    }

    public static RuleFunction over(String name, GroupedSource source) {
        return new RuleFunction(name, source, List.of(), null, null, null, null);
    }

    /// Adds a row parameter.
    public RuleFunction with(String parameter, ValueType type, String sql) {
        return adding(RowParameter.column(parameter, type, sql, false));
    }

    /// Adds a row parameter that has aggregates too.
    public RuleFunction withAggregates(String parameter, ValueType type, String sql) {
        return adding(RowParameter.column(parameter, type, sql, true));
    }

    /// Adds a parameter over a `text[]`: `=` and `CONTAINS` ask for an element, `IN` and `CONTAINS ANY` for any of
    /// some.
    public RuleFunction withSet(String parameter, String sql) {
        return adding(RowParameter.set(parameter, sql));
    }

    /// Limits the events to those for which the SQL holds, unless the rule names the parameter.
    public RuleFunction only(String sql, @Nullable String unlessParameter) {
        return new RuleFunction(name, source, parameters, sql, unlessParameter, kinds, properties);
    }

    /// Limits the events to one kind of the source's rows.
    public RuleFunction ofKind(String kind) {
        return new RuleFunction(name, source, parameters, restriction, liftedBy, new Kinds.Fixed(kind), properties);
    }

    /// Says which row parameter names the kind of the source's rows, so that only those are read.
    public RuleFunction ofKindsNamedBy(String parameter) {
        return new RuleFunction(
                name, source, parameters, restriction, liftedBy, new Kinds.NamedBy(parameter), properties);
    }

    /// Takes parameters of any other name for properties of the event.
    public RuleFunction openTo(OpenProperties open) {
        return new RuleFunction(name, source, parameters, restriction, liftedBy, kinds, open);
    }

    /// The same with other types of properties, if it takes any.
    RuleFunction withDeclared(Map<String, Map<String, OpenProperties.PropertyType>> others) {
        return properties == null ? this : openTo(properties.withDeclared(others));
    }

    /// A fixed parameter, a property that the kinds declare, or any other name that is no aggregate and may be a
    /// property.
    Optional<RowParameter> row(String parameter, Set<String> ofKinds) {
        Optional<RowParameter> fixed =
                parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
        if (fixed.isPresent() || properties == null) {
            return fixed;
        }
        Optional<RowParameter> declared = properties.declared(parameter, ofKinds);
        boolean taken = declared.isPresent() || aggregate(parameter, ofKinds).isPresent();
        return taken ? declared : properties.free(parameter);
    }

    /// What is declared of the properties of these kinds.
    Stream<RowParameter> declaredProperties(Set<String> ofKinds) {
        return properties == null ? Stream.of() : properties.all(ofKinds);
    }

    /// A row parameter of the same name hides an aggregate.
    Optional<AggregateParameter> aggregate(String parameter, Set<String> ofKinds) {
        if (parameters.stream().anyMatch(p -> p.name().equals(parameter))) {
            return Optional.empty();
        }
        Optional<AggregateParameter> known = parameter.equals(COUNT.name())
                ? Optional.of(COUNT.aggregate())
                : Aggregation.ofName(parameter).flatMap(aggregation -> aggregate(aggregation, parameter));
        if (known.isPresent() || properties == null) {
            return known;
        }
        return properties.declared(parameter, ofKinds).isPresent() ? known : properties.aggregate(parameter);
    }

    private Optional<AggregateParameter> aggregate(Aggregation aggregation, String parameter) {
        String of = parameter.substring(aggregation.prefix().length());
        return parameters.stream()
                .filter(row -> row.name().equals(of) && row.aggregations().contains(aggregation))
                .findFirst()
                .map(row -> new AggregateParameter(aggregation, row));
    }

    /// The property that a parameter asks for, itself or by an aggregate.
    Optional<String> property(String parameter, Set<String> ofKinds) {
        return row(parameter, ofKinds)
                .or(() -> aggregate(parameter, ofKinds).map(AggregateParameter::of))
                .filter(RowParameter::isProperty)
                .map(RowParameter::name);
    }

    /// The property that a parameter calculates with, such as `sum_minutes`.
    Optional<String> number(String parameter, Set<String> ofKinds) {
        return aggregate(parameter, ofKinds)
                .filter(aggregate -> aggregate.aggregation() != Aggregation.DISTINCT)
                .map(AggregateParameter::of)
                .filter(RowParameter::isProperty)
                .map(RowParameter::name);
    }

    /// Whether a parameter calculates with a property that is declared to hold no numbers, so that it could never
    /// hold.
    boolean calculatesWithNoNumber(String parameter, Set<String> ofKinds) {
        return number(parameter, ofKinds)
                .flatMap(property -> row(property, ofKinds))
                .filter(property -> !property.isFree() && !property.type().isNumeric())
                .isPresent();
    }

    record NamedAggregate(String name, AggregateParameter aggregate) {}

    /// The aggregate parameters of the fixed ones with their names, `count` first.
    List<NamedAggregate> aggregates() {
        List<NamedAggregate> all = new ArrayList<>();
        all.add(COUNT);
        for (RowParameter parameter : parameters) {
            for (Aggregation aggregation : parameter.aggregations()) {
                all.add(new NamedAggregate(
                        aggregation.prefix() + parameter.name(), new AggregateParameter(aggregation, parameter)));
            }
        }
        return all;
    }

    /// Whether its events are of kinds that a rule names, such as those of `event` by their `name`.
    public boolean namesKinds() {
        return kinds instanceof Kinds.NamedBy;
    }

    /// Whether this is the parameter that names their kinds.
    public boolean namesKindsBy(String parameter) {
        return kinds instanceof Kinds.NamedBy named && named.parameter().equals(parameter);
    }

    /// The kinds that a condition names; empty if it may read any.
    Set<String> kindsOf(List<Rule.Parameter> given) {
        return switch (kinds) {
            case null -> Set.of();
            case Kinds.Fixed fixed -> Set.of(fixed.kind());
            case Kinds.NamedBy named -> KindNames.of(named.parameter(), given);
        };
    }

    private RuleFunction adding(RowParameter parameter) {
        List<RowParameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new RuleFunction(name, source, more, restriction, liftedBy, kinds, properties);
    }
}
