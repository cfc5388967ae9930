package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the boundaries of rules that move with the clock, and the moments that they pass.
final class CrossingFinder {
    private final Vocabulary vocabulary;
    private final List<Crossing> found = new ArrayList<>();

    CrossingFinder(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    List<Crossing> find(List<NumberedRule> rules) {
        for (NumberedRule rule : rules) {
            Measures.conditions(rule.rule()).forEach(leaf -> collect(rule.id(), leaf));
        }
        return found.stream().distinct().toList();
    }

    private void collect(int rule, Rule.Leaf leaf) {
        switch (leaf) {
            case Rule.Condition condition -> condition(rule, condition);
            case Rule.HasBeen hasBeen -> hasBeen(rule, hasBeen);
            case Rule.Anniversary anniversary -> anniversary(rule, anniversary);
            case Rule.Matches matches -> matches(rule, matches);
            // What is stored of segments and layers moves with the rules that make it.
            case Rule.InSegment segment -> {}
            case Rule.InLayer layer -> {}
            case Rule.Within within -> {}
            case Rule.Bucket bucket -> {}
            case Rule.Everyone everyone -> {}
        }
    }

    private void condition(int rule, Rule.Condition condition) {
        Attribute attribute = vocabulary.attributeOf(condition.attribute());
        Operator operator = condition.operator().positive();
        if (attribute.storage() instanceof Attribute.Storage.AgeSince age && operator != Operator.IS_NULL) {
            Line line = Line.ofCustomer(age.birthDate(), true, attribute.indexed());
            ages(operator, condition.values()).forEach(years -> add(rule, line, Set.of(), new Boundary.Age(years)));
        }
        if (attribute.hasAnniversary()) {
            boolean date = attribute.type() == ValueType.DATE;
            moving(TimeComparisons.edges(operator, condition.values(), date))
                    .forEach(edge -> add(rule, line(attribute), kinds(attribute), new Boundary.Moving(edge)));
        }
    }

    /// The numbers of years at whose completion the truth changes.
    private static List<Long> ages(Operator operator, List<Value> values) {
        List<Long> ages = values.stream()
                .map(value -> ((Value.Decimal) value).number().longValueExact())
                .toList();
        long first = ages.get(0);
        return switch (operator) {
            case GREATER_OR_EQUAL, LESS -> ages;
            case GREATER, LESS_OR_EQUAL -> List.of(first + 1);
            case BETWEEN -> List.of(first, ages.get(1) + 1);
            default ->
                ages.stream().flatMap(age -> Stream.of(age, age + 1)).distinct().toList();
        };
    }

    private void hasBeen(int rule, Rule.HasBeen hasBeen) {
        Attribute attribute = vocabulary.attributeOf(hasBeen.attribute());
        Attribute.Since since = java.util.Objects.requireNonNull(attribute.since());
        Boundary boundary = new Boundary.LongAgo(hasBeen.length());
        add(rule, Line.ofTimes(since.changes()), Set.of(attribute.key()), boundary);
        add(rule, Line.ofCustomer(since.beginning(), false, true), Set.of(), boundary);
    }

    private void anniversary(int rule, Rule.Anniversary condition) {
        Attribute attribute = vocabulary.attributeOf(condition.attribute());
        List<Bound.Edge> edges = AnniversaryRange.of(condition.operator().positive(), condition.values()).stream()
                .flatMap(range -> Stream.of(range.from(), range.until()))
                .toList();
        moving(edges).forEach(edge -> add(rule, line(attribute), kinds(attribute), new Boundary.Anniversary(edge)));
    }

    private void matches(int rule, Rule.Matches matches) {
        RuleFunction function = vocabulary.functionOf(matches);
        Set<String> kinds = function.kindsOf(matches.parameters());
        for (Rule.Parameter parameter : matches.parameters()) {
            function.row(parameter.name(), kinds).ifPresent(row -> parameter(rule, function, kinds, row, parameter));
        }
    }

    private void parameter(
            int rule, RuleFunction function, Set<String> kinds, RowParameter row, Rule.Parameter parameter) {
        GroupedSource source = function.source();
        Operator operator = parameter.operator().positive();
        if (row.isProperty()) {
            for (boolean date : new boolean[] {false, true}) {
                Line line = Line.ofProperty(source, row, date);
                propertyEdges(operator, parameter.values(), date)
                        .forEach(edge -> add(rule, line, kinds, new Boundary.Moving(edge)));
            }
            return;
        }
        if (row.type() == ValueType.INSTANT || row.type() == ValueType.DATE) {
            Line line = row.sql().equals(source.time()) ? Line.ofTimes(source) : Line.ofColumn(source, row);
            moving(TimeComparisons.edges(operator, parameter.values(), line.date()))
                    .forEach(edge -> add(rule, line, kinds, new Boundary.Moving(edge)));
        }
    }

    /// A date in a property is compared with days only.
    private static List<Bound.Edge> propertyEdges(Operator operator, List<Value> values, boolean date) {
        boolean none = date && !values.stream().allMatch(PropertySql::isOfDays);
        return none ? List.of() : moving(TimeComparisons.edges(operator, values, date));
    }

    private static List<Bound.Edge> moving(List<Bound.Edge> edges) {
        return edges.stream().filter(edge -> edge.value().isMoving()).toList();
    }

    private static Line line(Attribute attribute) {
        return switch (attribute.storage()) {
            case Attribute.Storage.Column column -> line(column, attribute);
            case Attribute.Storage.Latest latest -> Line.ofTimes(latest.source());
            case Attribute.Storage.OneRow row -> Line.ofTimes(row.source());
            default -> throw Comparisons.unfit(attribute);
        };
    }

    private static Line line(Attribute.Storage.Column column, Attribute attribute) {
        boolean date = attribute.type() == ValueType.DATE;
        return column.moments() == null
                ? Line.ofCustomer(column.sql(), date, attribute.indexed())
                : Line.ofTimes(column.moments(), date);
    }

    private static Set<?> kinds(Attribute attribute) {
        return switch (attribute.storage()) {
            case Attribute.Storage.Latest latest -> Set.of(latest.kind());
            case Attribute.Storage.Column column when column.moments() != null -> Set.of(attribute.key());
            case Attribute.Storage.OneRow row -> Set.of(row.kind());
            default -> Set.of();
        };
    }

    private void add(int rule, Line line, Set<?> kinds, Boundary boundary) {
        found.add(new Crossing(rule, line, kinds, boundary));
    }
}
