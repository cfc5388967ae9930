package io.kequn.rule;

import java.util.List;

/// Conditions on an age as conditions on the birth date: at least n years old is born on or before a day that Java
/// knows.
final class AgeComparisons {
    private final Parameters parameters;

    AgeComparisons(Parameters parameters) {
        this.parameters = parameters;
    }

    String on(String birth, Operator operator, List<Value> values) {
        if (operator == Operator.IS_NULL) {
            return birth + " is null";
        }
        long first = years(values.get(0));
        return switch (operator) {
            case GREATER_OR_EQUAL -> atLeast(birth, first);
            case GREATER -> atLeast(birth, first + 1);
            case LESS -> under(birth, first);
            case LESS_OR_EQUAL -> under(birth, first + 1);
            case EQUAL -> atLeast(birth, first) + " and " + under(birth, first + 1);
            case BETWEEN -> atLeast(birth, first) + " and " + under(birth, years(values.get(1)) + 1);
            case IN -> in(birth, values);
            default -> throw Comparisons.unfit(operator);
        };
    }

    private String atLeast(String birth, long years) {
        return birth + " <= " + parameters.use("date", new Bound.Born(years));
    }

    private String under(String birth, long years) {
        return birth + " > " + parameters.use("date", new Bound.Born(years));
    }

    private String in(String birth, List<Value> values) {
        String latest = parameters.use("date[]", new Bound.Many(born(values, 0)));
        String after = parameters.use("date[]", new Bound.Many(born(values, 1)));
        return "exists (select from unnest(" + after + ", " + latest + ") as listed(f, u) where " + birth
                + " > listed.f and " + birth + " <= listed.u)";
    }

    private static List<Bound> born(List<Value> values, int more) {
        return values.stream()
                .<Bound>map(value -> new Bound.Born(years(value) + more))
                .toList();
    }

    private static long years(Value value) {
        if (value instanceof Value.Decimal decimal) {
            return decimal.number().longValueExact();
        }
        throw Comparisons.unfit(value);
    }
}
