package io.kequn.rule;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an operator says about one fact. A positive operator on a missing value is false; a negative one is the exact
/// complement of its positive one.
final class ConditionMeaning {
    private static final Value TODAY = new Value.RelativeDay(0, TimeUnit.DAY);

    private final ShopCalendar calendar;

    ConditionMeaning(ShopCalendar calendar) {
        this.calendar = calendar;
    }

    boolean holds(@Nullable Object fact, Operator operator, List<Value> values) {
        return switch (operator) {
            case IS_NULL -> Interpreter.isMissing(fact);
            case IS_NOT_NULL -> !Interpreter.isMissing(fact);
            case NOT_EQUAL -> !positive(fact, Operator.EQUAL, values);
            case NOT_BETWEEN -> !positive(fact, Operator.BETWEEN, values);
            case NOT_IN -> !positive(fact, Operator.IN, values);
            case NOT_CONTAINS -> !positive(fact, Operator.CONTAINS, values);
            case CONTAINS_NONE -> !positive(fact, Operator.CONTAINS_ANY, values);
            case NOT_STARTS_WITH -> !positive(fact, Operator.STARTS_WITH, values);
            case NOT_ENDS_WITH -> !positive(fact, Operator.ENDS_WITH, values);
            case NOT_MATCHES_REGEX -> !positive(fact, Operator.MATCHES_REGEX, values);
            default -> positive(fact, operator, values);
        };
    }

    private boolean positive(@Nullable Object fact, Operator operator, List<Value> values) {
        if (fact == null || Interpreter.isMissing(fact)) {
            return false;
        }
        return switch (fact) {
            case String text -> text(text, operator, values);
            case BigDecimal number -> number(number, operator, values);
            case Boolean truth -> values.equals(List.of(new Value.Truth(truth)));
            case LocalDate day -> day(day, operator, values);
            case Instant instant -> instant(instant, operator, values);
            case Set<?> set -> set(new HashSet<Object>(set), operator, texts(values));
            default -> throw new IllegalArgumentException("Not a fact: " + fact);
        };
    }

    private static boolean text(String text, Operator operator, List<Value> values) {
        var wanted = texts(values);
        var first = wanted.getFirst();
        return switch (operator) {
            case EQUAL, IN -> wanted.contains(text);
            case CONTAINS -> text.contains(first);
            case STARTS_WITH -> text.startsWith(first);
            case ENDS_WITH -> text.endsWith(first);
            case MATCHES_REGEX -> Pattern.compile(first).matcher(text).find();
            default -> throw unfit(operator);
        };
    }

    /// `=` and `IN` on a set stand for its having the element, which parameters such as `tag` allow.
    private static boolean set(Set<Object> set, Operator operator, List<String> wanted) {
        return switch (operator) {
            case EQUAL, IN, CONTAINS, CONTAINS_ANY -> wanted.stream().anyMatch(set::contains);
            case CONTAINS_ALL -> set.containsAll(wanted);
            default -> throw unfit(operator);
        };
    }

    private static boolean number(BigDecimal number, Operator operator, List<Value> values) {
        return numbers(values.stream().map(ConditionMeaning::decimal).toList(), operator, number::compareTo);
    }

    /// `compared` tells how the fact compares with a number; averages compare a multiple.
    static boolean numbers(List<BigDecimal> values, Operator operator, Function<BigDecimal, Integer> compared) {
        int first = compared.apply(values.getFirst());
        return switch (operator) {
            case EQUAL, IN -> values.stream().anyMatch(value -> compared.apply(value) == 0);
            case GREATER -> first > 0;
            case GREATER_OR_EQUAL -> first >= 0;
            case LESS -> first < 0;
            case LESS_OR_EQUAL -> first <= 0;
            case BETWEEN -> first >= 0 && compared.apply(values.getLast()) <= 0;
            default -> throw unfit(operator);
        };
    }

    private boolean day(LocalDate day, Operator operator, List<Value> values) {
        var today = calendar.days(TODAY);
        return time(day, operator, values, today, calendar::days);
    }

    private boolean instant(Instant instant, Operator operator, List<Value> values) {
        return time(instant, operator, values, calendar.now(), calendar::instants);
    }

    private static <T extends Comparable<? super T>> boolean time(
            T point, Operator operator, List<Value> values, Span<T> now, Function<Value, Span<T>> spans) {
        var first = values.getFirst();
        return switch (operator) {
            case EQUAL, IN, IN_PERIOD ->
                values.stream().anyMatch(value -> spans.apply(value).holds(point));
            case GREATER -> spans.apply(first).endsBefore(point);
            case GREATER_OR_EQUAL -> !spans.apply(first).startsAfter(point);
            case LESS -> spans.apply(first).startsAfter(point);
            case LESS_OR_EQUAL -> !spans.apply(first).endsBefore(point);
            case BETWEEN ->
                !spans.apply(first).startsAfter(point)
                        && !spans.apply(values.getLast()).endsBefore(point);
            case IN_LAST -> !spans.apply(away(first, -1)).startsAfter(point) && !now.endsBefore(point);
            case IN_NEXT ->
                !now.startsAfter(point) && !spans.apply(away(first, 1)).endsBefore(point);
            case AT_LEAST_AGO -> !spans.apply(away(first, -1)).endsBefore(point);
            default -> throw unfit(operator);
        };
    }

    /// The relative date that a duration stands for.
    static Value away(Value duration, int sign) {
        var length = (Value.Duration) duration;
        int amount = sign * length.amount();
        return length.unit() == TimeUnit.HOUR
                ? new Value.RelativeHours(amount)
                : new Value.RelativeDay(amount, length.unit());
    }

    /// Money counts in minor units, as its facts do.
    static BigDecimal decimal(Value value) {
        return switch (value) {
            case Value.Decimal(var number) -> number;
            case Value.Money money -> BigDecimal.valueOf(money.minorUnits());
            default -> throw new IllegalArgumentException("Not a number: " + value);
        };
    }

    private static List<String> texts(List<Value> values) {
        return values.stream().map(value -> ((Value.Text) value).text()).toList();
    }

    private static IllegalArgumentException unfit(Operator operator) {
        return new IllegalArgumentException(operator + " is not for such facts");
    }
}
