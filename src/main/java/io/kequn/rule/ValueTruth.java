package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether an operator would hold for a value that a customer does not have yet. What a customer has is judged
/// by SQL alone; this only foresees, for the nearest change that flips a verdict.
record ValueTruth(EvaluationTime time, RegexFinds regexes) {
    /// Of one value; null is a missing one.
    boolean holds(Operator operator, List<Value> values, @Nullable Value value) {
        return operator.isNegative()
                != (value == null ? isNull(operator) : positive(operator.positive(), values, value));
    }

    private static boolean isNull(Operator operator) {
        return operator.positive() == Operator.IS_NULL;
    }

    /// Of a set; an empty one is missing.
    boolean holds(Operator operator, List<Value> values, Set<String> elements) {
        List<String> wanted = values.stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .toList();
        boolean positive = switch (operator.positive()) {
            case IS_NULL -> elements.isEmpty();
            case CONTAINS_ALL -> elements.containsAll(wanted);
            default -> wanted.stream().anyMatch(elements::contains);
        };
        return operator.isNegative() != positive;
    }

    /// Whether the anniversary of a day or instant lies in the days that the operator names.
    boolean anniversary(Rule.Anniversary rule, @Nullable Value value) {
        if (value == null) {
            return rule.operator().isNegative();
        }
        LocalDate day = value instanceof Value.Day date
                ? date.day()
                : LocalDate.ofInstant(((Value.Moment) value).moment(), time.zone());
        List<AnniversaryRange> ranges = AnniversaryRange.of(rule.operator().positive(), rule.values());
        boolean lies = Anniversaries.of(ranges, new Days(time)).hold(day);
        return rule.operator().isNegative() != lies;
    }

    private boolean positive(Operator operator, List<Value> values, Value value) {
        return switch (value) {
            case Value.Text text -> text(operator, values, text.text());
            case Value.Truth truth -> operator == Operator.EQUAL && truth.equals(values.get(0));
            case Value.Decimal decimal -> number(operator, values, decimal.number());
            case Value.Money money -> number(operator, values, money.amount());
            case Value.Day day -> time(operator, values, day.day());
            case Value.Moment moment -> time(operator, values, moment.moment());
            case Value.RelativeDay other -> throw Comparisons.unfit(other);
            case Value.LocalMoment other -> throw Comparisons.unfit(other);
            case Value.RelativeHours other -> throw Comparisons.unfit(other);
            case Value.Duration other -> throw Comparisons.unfit(other);
            case Value.Period other -> throw Comparisons.unfit(other);
        };
    }

    private boolean text(Operator operator, List<Value> values, String text) {
        return values.stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .anyMatch(wanted -> switch (operator) {
                    case CONTAINS -> text.contains(wanted);
                    case STARTS_WITH -> text.startsWith(wanted);
                    case ENDS_WITH -> text.endsWith(wanted);
                    case MATCHES_REGEX -> regexes.in(text, wanted);
                    default -> text.equals(wanted);
                });
    }

    private static boolean number(Operator operator, List<Value> values, BigDecimal number) {
        List<Integer> compared =
                values.stream().map(value -> number.compareTo(number(value))).toList();
        if (compared.isEmpty()) {
            return false;
        }
        int first = compared.get(0);
        return switch (operator) {
            case EQUAL, IN -> compared.contains(0);
            case GREATER -> first > 0;
            case GREATER_OR_EQUAL -> first >= 0;
            case LESS -> first < 0;
            case LESS_OR_EQUAL -> first <= 0;
            case BETWEEN -> first >= 0 && compared.get(1) <= 0;
            default -> false;
        };
    }

    static BigDecimal number(Value value) {
        return switch (value) {
            case Value.Decimal decimal -> decimal.number();
            case Value.Money money -> money.amount();
            default -> throw Comparisons.unfit(value);
        };
    }

    /// Every edge that a moment has passed turns the truth of the operator.
    private <T extends Comparable<T>> boolean time(Operator operator, List<Value> values, T moment) {
        boolean date = moment instanceof LocalDate;
        return switch (operator) {
            case GREATER_OR_EQUAL, GREATER -> passed(edges(operator, values, date), moment) == 1;
            case LESS, LESS_OR_EQUAL, AT_LEAST_AGO -> passed(edges(operator, values, date), moment) == 0;
            case EQUAL, IN, BETWEEN, IN_PERIOD, IN_LAST, IN_NEXT -> lies(edges(operator, values, date), moment);
            default -> false;
        };
    }

    private static List<Bound.Edge> edges(Operator operator, List<Value> values, boolean date) {
        return TimeComparisons.edges(operator, values, date);
    }

    private long passed(List<Bound.Edge> edges, Comparable<?> moment) {
        return edges.stream().filter(edge -> isPassed(edge, moment)).count();
    }

    /// The edges come in pairs of a beginning and an end.
    private boolean lies(List<Bound.Edge> edges, Comparable<?> moment) {
        for (int i = 0; i < edges.size(); i += 2) {
            if (isPassed(edges.get(i), moment) && !isPassed(edges.get(i + 1), moment)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPassed(Bound.Edge edge, Comparable<?> moment) {
        Object at = Bound.at(edge, new Days(time));
        return moment instanceof LocalDate day
                ? !day.isBefore((LocalDate) at)
                : !((Instant) moment).isBefore((Instant) at);
    }
}
