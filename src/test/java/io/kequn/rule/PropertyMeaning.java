package io.kequn.rule;

import io.vertx.core.json.JsonArray;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a rule sees in an event's property. The rule's values say how it is read; what is no such thing is missing.
record PropertyMeaning(Object json) {
    private static final Set<Operator> OF_LISTS =
            Set.of(Operator.EQUAL, Operator.IN, Operator.CONTAINS, Operator.CONTAINS_ANY, Operator.CONTAINS_ALL);

    boolean holds(ConditionMeaning conditions, Rule.Parameter parameter) {
        var operator = parameter.operator().positive();
        if (operator == Operator.IS_NULL) {
            return parameter.operator().isNegative() != isMissing();
        }
        return conditions.holds(fact(operator, parameter.values()), parameter.operator(), parameter.values());
    }

    boolean isMissing() {
        return json.equals("") || json instanceof JsonArray array && array.isEmpty();
    }

    private @Nullable Object fact(Operator operator, List<Value> values) {
        return switch (values.getFirst()) {
            case Value.Text ignored -> text(operator);
            case Value.Decimal ignored -> number();
            case Value.Truth ignored -> json instanceof Boolean ? json : null;
            default -> time(values);
        };
    }

    private @Nullable Object text(Operator operator) {
        if (json instanceof JsonArray array) {
            return OF_LISTS.contains(operator) ? texts(array) : null;
        }
        boolean ofLists = operator == Operator.CONTAINS_ANY || operator == Operator.CONTAINS_ALL;
        var text = scalar();
        return text != null && ofLists ? Set.of(text) : text;
    }

    private @Nullable String scalar() {
        return switch (json) {
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case BigInteger number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> null;
        };
    }

    private static Set<String> texts(JsonArray array) {
        var texts = new HashSet<String>();
        array.forEach(element -> {
            if (element instanceof String text) {
                texts.add(text);
            }
        });
        return texts;
    }

    @Nullable
    BigDecimal number() {
        var text = json instanceof Boolean ? null : scalar();
        boolean plain = text != null && text.matches("-?[0-9]{1,20}(\\.[0-9]{1,18})?");
        return plain ? new BigDecimal(text) : null;
    }

    /// A date is compared with days only, an instant with both.
    private @Nullable Object time(List<Value> values) {
        if (!(json instanceof String text)) {
            return null;
        }
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                var day = LocalDate.parse(text);
                return day.getYear() > 0 && values.stream().allMatch(PropertyMeaning::isOfDays) ? day : null;
            }
            boolean instant = text.matches("[0-9]{4}-.{5}T..:..(:..(\\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):..)");
            return instant ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isOfDays(Value value) {
        return value instanceof Value.Day
                || value instanceof Value.RelativeDay
                || value instanceof Value.Period
                || value instanceof Value.Duration(var ignored, var unit) && unit != TimeUnit.HOUR;
    }

    /// By which different values are told apart.
    Object identity() {
        return json instanceof BigDecimal number ? number.stripTrailingZeros() : json;
    }

    static @Nullable PropertyMeaning of(@Nullable Object json) {
        return json == null ? null : new PropertyMeaning(Objects.requireNonNull(json));
    }
}
