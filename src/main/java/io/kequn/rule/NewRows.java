package io.kequn.rule;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what a new order or event, made now, must be like to be among those that a condition asks for.
record NewRows(WhatIf whatIf) {
    private static final String ANY_EVENT = "app_open";
    private static final Value OTHER = new Value.Text("other");

    /// What one row is like.
    ///
    /// @param kind the kind of an event; null for orders
    record Like(String function, @Nullable String kind, Map<String, Value> row) {
        Like {
            row = Map.copyOf(row);
        }
    }

    /// Empty where none can be made now, such as an order of last year.
    Optional<Like> of(Rule.Matches rule) {
        RuleFunction function = whatIf.vocabulary().functionOf(rule);
        Set<String> kinds = function.kindsOf(rule.parameters());
        Map<String, Value> row = new LinkedHashMap<>();
        ValueTruth truth = whatIf.truth(whatIf.present());
        for (Rule.Parameter parameter : rule.parameters()) {
            var asked = function.row(parameter.name(), kinds);
            if (asked.isEmpty() || namesKind(function, parameter)) {
                continue;
            }
            boolean time = asked.get().sql().equals(function.source().time());
            Value value = time ? new Value.Moment(whatIf.present().at()) : value(parameter);
            if (value == null || !satisfies(truth, asked.get(), parameter, value)) {
                return Optional.empty();
            }
            if (!time) {
                row.put(parameter.name(), value);
            }
        }
        return Optional.of(new Like(function.name(), kind(function, kinds), row));
    }

    private static boolean namesKind(RuleFunction function, Rule.Parameter parameter) {
        return function.kinds() instanceof RuleFunction.Kinds.NamedBy named
                && named.parameter().equals(parameter.name());
    }

    private static @Nullable String kind(RuleFunction function, Set<String> kinds) {
        if (function.kinds() == null) {
            return null;
        }
        return kinds.stream().sorted().findFirst().orElse(ANY_EVENT);
    }

    private static boolean satisfies(ValueTruth truth, RowParameter row, Rule.Parameter parameter, Value value) {
        boolean number = value instanceof Value.Decimal || value instanceof Value.Money;
        if (number && ValueTruth.number(value).signum() < 0) {
            return false;
        }
        if (row.set() && value instanceof Value.Text text) {
            return truth.holds(parameter.operator(), parameter.values(), Set.of(text.text()));
        }
        return truth.holds(parameter.operator(), parameter.values(), value);
    }

    private static @Nullable Value value(Rule.Parameter parameter) {
        List<Value> values = parameter.values();
        if (values.isEmpty()) {
            return parameter.operator() == Operator.IS_NOT_NULL && parameter.free() ? OTHER : null;
        }
        Value first = values.getFirst();
        return switch (first) {
            case Value.Text text -> parameter.operator().isNegative() ? OTHER : text;
            case Value.Decimal decimal -> new Value.Decimal(decimal.number().add(beside(parameter)));
            case Value.Money money -> new Value.Money(money.amount().add(beside(parameter)));
            case Value.Truth truth -> new Value.Truth(truth.truth() == (parameter.operator() == Operator.EQUAL));
            case Value.Day day -> null;
            case Value.RelativeDay day -> null;
            case Value.LocalMoment moment -> null;
            case Value.Moment moment -> null;
            case Value.RelativeHours hours -> null;
            case Value.Duration duration -> null;
            case Value.Period period -> null;
        };
    }

    private static BigDecimal beside(Rule.Parameter parameter) {
        return switch (parameter.operator()) {
            case GREATER, NOT_EQUAL -> BigDecimal.ONE;
            case LESS, NOT_BETWEEN, NOT_IN -> BigDecimal.ONE.negate();
            default -> BigDecimal.ZERO;
        };
    }
}
