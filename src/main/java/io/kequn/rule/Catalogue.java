package io.kequn.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that rules of a shop can say, as data to publish: whoever builds a rule's form or completes its text needs
/// nothing else.
///
/// @param operators the operators, by their names in JSON
/// @param operands what stands before an operator, with the names of the operators that it takes
/// @param periods the words after `IN`, such as `this_week`
/// @param units the units of a duration, such as `d`
public record Catalogue(
        List<OperatorEntry> operators,
        List<OperandEntry> operands,
        List<AttributeEntry> attributes,
        List<FunctionEntry> functions,
        List<String> periods,
        List<UnitEntry> units) {
    public Catalogue {
        operators = List.copyOf(operators);
        operands = List.copyOf(operands);
        attributes = List.copyOf(attributes);
        functions = List.copyOf(functions);
        periods = List.copyOf(periods);
        units = List.copyOf(units);
    }

    /// An operator.
    ///
    /// @param takes `none`, `one`, `two` or `many` values
    /// @param complementOf the operator whose complement this one is; null if it is a positive one
    public record OperatorEntry(
            String name,
            String text,
            String takes,
            @Nullable String complementOf) {}

    public record OperandEntry(String name, List<String> operators) {
        public OperandEntry {
            operators = List.copyOf(operators);
        }
    }

    /// An attribute.
    ///
    /// @param values the only values there are; empty if any
    /// @param hasBeen whether `HAS BEEN` may ask since when it has its value
    /// @param anniversary whether `anniversary(…)` takes it
    /// @param olderNames names from other systems that are read for it
    public record AttributeEntry(
            String key,
            String operand,
            List<String> values,
            boolean neverMissing,
            boolean hasBeen,
            boolean anniversary,
            List<String> olderNames) {
        public AttributeEntry {
            values = List.copyOf(values);
            olderNames = List.copyOf(olderNames);
        }
    }

    /// A function over events.
    ///
    /// @param parameters what each event is asked
    /// @param aggregates what the events are asked together
    /// @param open whether any other name is a property of the event
    public record FunctionEntry(
            String name, List<ParameterEntry> parameters, List<ParameterEntry> aggregates, boolean open) {
        public FunctionEntry {
            parameters = List.copyOf(parameters);
            aggregates = List.copyOf(aggregates);
        }
    }

    /// A parameter of a function.
    ///
    /// @param type what its values are: `string`, `integer`, `money` …
    public record ParameterEntry(String name, String operand, String type) {}

    /// A unit of time.
    ///
    /// @param exactHours how long it is where a length counts and not the calendar
    public record UnitEntry(String letter, String name, int exactHours) {}

    static Catalogue of(Vocabulary vocabulary) {
        Map<String, List<String>> older = new TreeMap<>();
        vocabulary
                .aliases()
                .forEach(alias -> older.merge(alias.attribute(), List.of(alias.spelling()), Catalogue::both));
        return new Catalogue(
                Arrays.stream(Operator.values()).map(Catalogue::operator).toList(),
                Arrays.stream(Operand.values()).map(Catalogue::operand).toList(),
                vocabulary.attributes().stream()
                        .map(attribute -> attribute(attribute, older.getOrDefault(attribute.key(), List.of())))
                        .toList(),
                vocabulary.functions().stream().map(Catalogue::function).toList(),
                Arrays.stream(CalendarPeriod.values()).map(CalendarPeriod::word).toList(),
                Arrays.stream(TimeUnit.values()).map(Catalogue::unit).toList());
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static OperatorEntry operator(Operator operator) {
        String complementOf = operator.isNegative() ? operator.positive().json() : null;
        return new OperatorEntry(operator.json(), operator.text(), Names.lower(operator.shape()), complementOf);
    }

    private static OperandEntry operand(Operand operand) {
        return new OperandEntry(
                operand.word(), operand.operators().stream().map(Operator::json).toList());
    }

    private static AttributeEntry attribute(Attribute attribute, List<String> olderNames) {
        return new AttributeEntry(
                attribute.key(),
                attribute.operand().word(),
                attribute.values(),
                attribute.neverMissing(),
                attribute.since() != null,
                attribute.hasAnniversary(),
                olderNames);
    }

    private static FunctionEntry function(RuleFunction function) {
        OpenProperties properties = function.properties();
        var declared = properties == null ? Stream.<RowParameter>of() : properties.all(function.kindsOf(List.of()));
        return new FunctionEntry(
                function.name(),
                Stream.concat(function.parameters().stream(), declared)
                        .map(row -> new ParameterEntry(row.name(), row.operand().word(), Names.lower(row.type())))
                        .toList(),
                function.aggregates().stream()
                        .map(named -> new ParameterEntry(
                                named.name(),
                                Operand.AGGREGATE.word(),
                                Names.lower(named.aggregate().type())))
                        .toList(),
                properties != null);
    }

    private static UnitEntry unit(TimeUnit unit) {
        return new UnitEntry(String.valueOf(unit.letter()), Names.lower(unit), unit.exactHours());
    }
}
