package io.kequn.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the kinds of events that a condition names, in the parameter that does.
final class KindNames {
    private KindNames() {}

    /// Empty if any kind may be meant.
    static Set<String> of(String parameter, List<Rule.Parameter> given) {
        return given.stream()
                .filter(each -> each.name().equals(parameter) && isPositive(each.operator()))
                .findFirst()
                .map(each -> texts(each.values()))
                .orElse(Set.of());
    }

    /// The same of a condition that is not checked yet.
    static Set<String> ofDraft(String parameter, List<Draft.Parameter> given) {
        return given.stream()
                .filter(each -> each.name().text().equals(parameter)
                        && isPositive(each.test().operator()))
                .findFirst()
                .map(each ->
                        each.test().values().stream().map(Draft.Literal::text).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private static boolean isPositive(Operator operator) {
        return operator == Operator.EQUAL || operator == Operator.IN;
    }

    private static Set<String> texts(List<Value> values) {
        return values.stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .collect(Collectors.toSet());
    }
}
