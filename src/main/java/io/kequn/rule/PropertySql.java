package io.kequn.rule;

import java.util.List;

/// The SQL of conditions on properties, whose `jsonb` may hold anything: what cannot be read as the rule's values say
/// is missing. Only positive operators; the answer may be null where the property is missing.
final class PropertySql {
    private final Parameters parameters;
    private final Comparisons comparisons;

    PropertySql(Parameters parameters) {
        this.parameters = parameters;
        this.comparisons = new Comparisons(parameters);
    }

    static String number(String property) {
        return "property_number(" + property + ")";
    }

    static String present(String property) {
        return "property_present(" + property + ")";
    }

    String on(String property, Operator operator, List<Value> values) {
        if (operator == Operator.IS_NULL) {
            return present(property) + " is null";
        }
        return switch (values.get(0)) {
            case Value.Text text -> text(property, operator, values);
            case Value.Decimal decimal -> comparisons.on(number(property), ValueType.NUMBER, operator, values);
            case Value.Truth truth ->
                comparisons.on("property_truth(" + property + ")", ValueType.BOOLEAN, operator, values);
            case Value.Day day -> time(property, operator, values);
            case Value.RelativeDay day -> time(property, operator, values);
            case Value.LocalMoment moment -> time(property, operator, values);
            case Value.Moment moment -> time(property, operator, values);
            case Value.RelativeHours hours -> time(property, operator, values);
            case Value.Duration duration -> time(property, operator, values);
            case Value.Period period -> time(property, operator, values);
            case Value.Money money -> throw Comparisons.unfit(money);
        };
    }

    /// A list is asked for its elements; a text counts as a list of one where a list is meant.
    private String text(String property, Operator operator, List<Value> values) {
        String text = "property_text(" + property + ")";
        String array = "property_array(" + property + ")";
        return switch (operator) {
            case EQUAL, CONTAINS ->
                comparisons.on(text, ValueType.STRING, operator, values) + " or jsonb_exists(" + array + ", "
                        + comparisons.scalar(ValueType.STRING, values.get(0)) + ")";
            case IN, CONTAINS_ANY ->
                text + " = any(" + list(values) + ") or jsonb_exists_any(" + array + ", " + list(values) + ")";
            case CONTAINS_ALL ->
                text + " = all(" + list(values) + ") or jsonb_exists_all(" + array + ", " + list(values) + ")";
            default -> comparisons.on(text, ValueType.STRING, operator, values);
        };
    }

    private String list(List<Value> values) {
        return comparisons.list(ValueType.STRING, values);
    }

    /// A date without a time is compared with days only.
    private String time(String property, Operator operator, List<Value> values) {
        String instant = new TimeComparisons(parameters, ValueType.INSTANT)
                .on("property_instant(" + property + ")", operator, values);
        if (!values.stream().allMatch(PropertySql::isOfDays)) {
            return instant;
        }
        String date =
                new TimeComparisons(parameters, ValueType.DATE).on("property_date(" + property + ")", operator, values);
        return "(" + instant + ") or (" + date + ")";
    }

    static boolean isOfDays(Value value) {
        return switch (value) {
            case Value.Day day -> true;
            case Value.RelativeDay day -> true;
            case Value.Period period -> true;
            case Value.Duration duration -> duration.unit() != TimeUnit.HOUR;
            case Value.RelativeHours hours -> false;
            case Value.LocalMoment moment -> false;
            case Value.Moment moment -> false;
            case Value.Text text -> false;
            case Value.Decimal decimal -> false;
            case Value.Money money -> false;
            case Value.Truth truth -> false;
        };
    }
}
