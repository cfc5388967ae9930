package io.kequn.rule;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks conditions on properties of which nothing is declared: how their values are written tells their type.
final class PropertyChecker {
    /// The operators that tell the type whatever the values look like.
    private static final Set<Operator> OF_TEXTS = textOperators();

    private static final Set<Operator> OF_TIMES =
            EnumSet.of(Operator.IN_LAST, Operator.IN_NEXT, Operator.AT_LEAST_AGO, Operator.IN_PERIOD);

    private final TestChecker tests;
    private final List<RuleProblem> problems;

    PropertyChecker(TestChecker tests, List<RuleProblem> problems) {
        this.tests = tests;
        this.problems = problems;
    }

    /// How a property can be read. In JSON the name says what a string stands for.
    enum Reading {
        STRING(ValueType.STRING),
        NUMBER(ValueType.NUMBER),
        BOOLEAN(ValueType.BOOLEAN),
        /// A date or an instant.
        TIME(ValueType.INSTANT);

        private final ValueType type;

        Reading(ValueType type) {
            this.type = type;
        }

        ValueType type() {
            return type;
        }

        Set<Operator> operators() {
            var operators = EnumSet.copyOf(Operand.of(type).operators());
            if (this == STRING) {
                operators.addAll(Operand.EVENT_SET.operators());
            }
            return operators;
        }

        static Optional<Reading> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(reading -> Names.lower(reading).equals(word))
                    .findFirst();
        }
    }

    Rule.@Nullable Parameter check(Draft.Parameter draft) {
        Reading reading = draft.type() == null ? reading(draft.test()) : named(draft.type());
        if (reading == null) {
            return null;
        }
        String name = draft.name().text();
        Operator operator = draft.test().operator();
        var target = new ValueReader.Target(name, reading.type);
        List<Value> values = tests.values(draft.test(), operator, reading.operators(), target);
        return values == null ? null : new Rule.Parameter(name, operator, values, true);
    }

    private @Nullable Reading named(Draft.Word type) {
        Optional<Reading> reading = Reading.ofWord(type.text());
        if (reading.isEmpty()) {
            List<String> words =
                    Arrays.stream(Reading.values()).map(Names::lower).toList();
            problems.add(RuleProblem.of(ProblemCode.UNKNOWN_VALUE, type.place(), type.text(), "type")
                    .expecting(String.join(", ", words))
                    .suggesting(Names.nearest(type.text(), words)));
        }
        return reading.orElse(null);
    }

    private static Reading reading(Draft.Test test) {
        if (OF_TIMES.contains(test.operator())) {
            return Reading.TIME;
        }
        boolean text = OF_TEXTS.contains(test.operator()) || test.values().isEmpty();
        return text ? Reading.STRING : reading(test.values().get(0));
    }

    private static Reading reading(Draft.Literal literal) {
        return switch (literal.form()) {
            case QUOTED, STRING -> Reading.STRING;
            case NUMBER -> Reading.NUMBER;
            case TRUTH -> Reading.BOOLEAN;
            case BARE -> bare(literal.text());
        };
    }

    /// A word that is nothing else is refused as a string without quotes.
    private static Reading bare(String word) {
        if (isTime(word)) {
            return Reading.TIME;
        }
        return Literals.looksLikeNumber(word) ? Reading.NUMBER : Reading.STRING;
    }

    private static boolean isTime(String word) {
        try {
            return Literals.time(word).isPresent();
        } catch (Literals.Refused refused) {
            return true;
        }
    }

    /// Whether nothing but a time can follow the operator.
    static boolean tellsTime(Operator operator) {
        return OF_TIMES.contains(operator);
    }

    /// How JSON says that a string stands for such a value.
    static String reading(Value value) {
        return Names.lower(value instanceof Value.Decimal ? Reading.NUMBER : Reading.TIME);
    }

    private static Set<Operator> textOperators() {
        var operators = EnumSet.copyOf(Reading.STRING.operators());
        operators.removeAll(Operand.NUMBER.operators());
        return operators.stream().collect(Collectors.toUnmodifiableSet());
    }
}
