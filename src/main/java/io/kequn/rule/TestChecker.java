package io.kequn.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks an operator and its values against what they are applied to, and collects the problems.
final class TestChecker {
    private static final String TOO_LARGE = "all expressions of the rule together are too large";

    private final ValueReader reader;
    private final List<RuleProblem> problems;
    private long regexSize;

    TestChecker(ValueReader reader, List<RuleProblem> problems) {
        this.reader = reader;
        this.problems = problems;
    }

    /// The checked values, or null if there was a problem.
    @Nullable
    List<Value> values(Draft.Test test, Operator operator, Set<Operator> allowed, ValueReader.Target target) {
        if (!allowed.contains(operator)) {
            problems.add(RuleProblem.of(
                            ProblemCode.OPERATOR_NOT_ALLOWED,
                            test.place(),
                            test.operator().text(),
                            target.name())
                    .expecting(allowed.stream().sorted().map(TestChecker::shown).collect(Collectors.joining(", ")))
                    .suggesting(replacement(operator, allowed)));
            return null;
        }
        if (test.values().isEmpty() && operator.shape() == Operator.Shape.MANY) {
            problems.add(RuleProblem.of(ProblemCode.EMPTY_LIST, test.list()));
            return null;
        }
        if (operator.shape() == Operator.Shape.TWO && test.values().size() != 2) {
            problems.add(RuleProblem.of(ProblemCode.SYNTAX_ERROR, test.list(), "BETWEEN")
                    .expecting("two values"));
            return null;
        }
        List<Value> values = new ArrayList<>();
        for (Draft.Literal literal : test.values()) {
            Value value = value(literal, operator, target);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == test.values().size() ? values : null;
    }

    /// One value, whatever the operator; null if there was a problem.
    @Nullable
    Value read(Draft.Literal literal, ValueReader.Target target) {
        return value(literal, Operator.CONTAINS, target);
    }

    /// A length of time in any unit; null if there was a problem.
    Value.@Nullable Duration length(Draft.Literal literal) {
        try {
            Value length = reader.duration(literal, new ValueReader.Target("FOR AT LEAST", ValueType.INSTANT));
            return (Value.Duration) length;
        } catch (ValueReader.Refused refused) {
            problems.add(refused.problem());
            return null;
        }
    }

    /// A number within a range; null if there was a problem.
    Value.@Nullable Decimal number(Draft.Literal literal, NumberRange range) {
        Value value = read(literal, new ValueReader.Target(range.name(), ValueType.NUMBER));
        if (!(value instanceof Value.Decimal number)) {
            return null;
        }
        boolean fits = range.holds(number.number());
        if (fits && number.number().scale() <= range.digits()) {
            return number;
        }
        ProblemCode code = fits ? ProblemCode.TOO_MANY_DIGITS : ProblemCode.VALUE_OUT_OF_RANGE;
        problems.add(RuleProblem.of(code, literal.place(), literal.shown(), range.name())
                .expecting(range.expected()));
        return null;
    }

    private @Nullable Value value(Draft.Literal literal, Operator operator, ValueReader.Target target) {
        try {
            return switch (operator) {
                case IN_LAST, IN_NEXT, AT_LEAST_AGO -> reader.duration(literal, target);
                case IN_PERIOD -> reader.period(literal);
                case MATCHES_REGEX, NOT_MATCHES_REGEX -> regex(literal, reader.read(literal, target));
                case EQUAL, NOT_EQUAL, IN, NOT_IN -> wide(literal, operator, reader.read(literal, target));
                case GREATER,
                        GREATER_OR_EQUAL,
                        LESS,
                        LESS_OR_EQUAL,
                        IS_NULL,
                        IS_NOT_NULL,
                        BETWEEN,
                        NOT_BETWEEN,
                        CONTAINS,
                        NOT_CONTAINS,
                        CONTAINS_ANY,
                        CONTAINS_ALL,
                        CONTAINS_NONE,
                        STARTS_WITH,
                        NOT_STARTS_WITH,
                        ENDS_WITH,
                        NOT_ENDS_WITH -> reader.read(literal, target);
            };
        } catch (ValueReader.Refused refused) {
            problems.add(refused.problem());
            return null;
        }
    }

    /// Nothing ever equals an instant that moves with the clock, so asking for it is a mistake.
    private static Value wide(Draft.Literal literal, Operator operator, Value value) throws ValueReader.Refused {
        if (value instanceof Value.RelativeHours) {
            throw new ValueReader.Refused(
                    RuleProblem.of(ProblemCode.OPERATOR_NOT_ALLOWED, literal.place(), operator.text(), literal.shown())
                            .expecting("a day such as today or -1d, or one of >, >=, <, <=, BETWEEN"));
        }
        return value;
    }

    private Value regex(Draft.Literal literal, Value value) throws ValueReader.Refused {
        if (!(value instanceof Value.Text pattern)) {
            return value;
        }
        String reason = RegexSubset.reasonAgainst(pattern.text());
        if (reason == null) {
            regexSize += RegexSubset.size(pattern.text());
            reason = regexSize > Limits.REGEX_SIZE_OF_RULE ? TOO_LARGE : null;
        }
        if (reason != null) {
            throw new ValueReader.Refused(
                    RuleProblem.of(ProblemCode.REGEX_UNSUPPORTED, literal.place(), literal.shown(), reason)
                            .expecting(RegexSubset.DESCRIPTION));
        }
        return value;
    }

    private static String shown(Operator operator) {
        return switch (operator) {
            case AT_LEAST_AGO -> "AT LEAST … AGO";
            case IN_PERIOD -> "IN this_week …";
            case EQUAL,
                    NOT_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    IS_NULL,
                    IS_NOT_NULL,
                    BETWEEN,
                    NOT_BETWEEN,
                    IN,
                    NOT_IN,
                    CONTAINS,
                    NOT_CONTAINS,
                    CONTAINS_ANY,
                    CONTAINS_ALL,
                    CONTAINS_NONE,
                    STARTS_WITH,
                    NOT_STARTS_WITH,
                    ENDS_WITH,
                    NOT_ENDS_WITH,
                    MATCHES_REGEX,
                    NOT_MATCHES_REGEX,
                    IN_LAST,
                    IN_NEXT -> operator.text();
        };
    }

    /// What the writer probably meant: sets have CONTAINS where scalars have `=`, and the other way round.
    private static @Nullable String replacement(Operator operator, Collection<Operator> allowed) {
        Operator twin = switch (operator) {
            case EQUAL -> Operator.CONTAINS;
            case NOT_EQUAL -> Operator.NOT_CONTAINS;
            case IN -> Operator.CONTAINS_ANY;
            case NOT_IN -> Operator.CONTAINS_NONE;
            default -> Alias.asScalar(operator, 1);
        };
        return twin != operator && allowed.contains(twin) ? twin.text() : null;
    }
}
