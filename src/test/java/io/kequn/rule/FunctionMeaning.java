package io.kequn.rule;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a function says about a customer: the events that satisfy all row parameters, taken together, satisfy all
/// aggregate parameters.
final class FunctionMeaning {
    private final ConditionMeaning conditions;
    private final Rule.Matches matches;

    FunctionMeaning(ConditionMeaning conditions, Rule.Matches matches) {
        this.conditions = conditions;
        this.matches = matches;
    }

    boolean holds(FactCustomer customer) {
        var rows = events(customer).stream().filter(this::isMeant).toList();
        var aggregates = matches.parameters().stream()
                .filter(parameter -> isAggregate(parameter.name()))
                .toList();
        boolean found = aggregates.isEmpty()
                ? !rows.isEmpty()
                : aggregates.stream().allMatch(parameter -> aggregate(parameter, rows));
        return matches.negated() != found;
    }

    private List<Map<String, Object>> events(FactCustomer customer) {
        return switch (matches.function()) {
            case "orders_placed" ->
                customer.orders().stream()
                        .filter(order -> order.counts() || names("status"))
                        .map(FunctionMeaning::event)
                        .toList();
            case "products_purchased" ->
                customer.orders().stream()
                        .flatMap(order -> order.countingLines().stream().map(line -> event(order, line)))
                        .toList();
            default -> actions(customer);
        };
    }

    /// `event` asks for events of any name and knows the name; the others are the names of events.
    private List<Map<String, Object>> actions(FactCustomer customer) {
        boolean any = matches.function().equals("event");
        return customer.events().stream()
                .filter(event -> any || event.name().equals(matches.function()))
                .map(event -> event(event, any))
                .toList();
    }

    private static Map<String, Object> event(FactEvent fact, boolean named) {
        var event = new HashMap<String, Object>();
        fact.properties().forEach(entry -> put(event, entry.getKey(), PropertyMeaning.of(entry.getValue())));
        event.put("date", fact.occurredAt());
        if (named) {
            event.put("name", fact.name());
        }
        return event;
    }

    private boolean names(String parameter) {
        return matches.parameters().stream().anyMatch(each -> each.name().equals(parameter));
    }

    private static Map<String, Object> event(FactOrder order) {
        var event = new HashMap<String, Object>();
        event.put("date", order.placedAt());
        event.put("amount", BigDecimal.valueOf(order.amount()));
        event.put("status", order.status());
        put(event, "channel", order.channel());
        put(event, "store", order.store());
        return event;
    }

    private static Map<String, Object> event(FactOrder order, FactLine line) {
        var event = new HashMap<String, Object>();
        event.put("date", order.placedAt());
        event.put("id", line.productId());
        put(event, "name", line.name());
        put(event, "category", line.category());
        put(event, "brand", line.brand());
        event.put("tag", line.tags());
        event.put("price", BigDecimal.valueOf(line.price()));
        event.put("quantity", line.netQuantity());
        event.put("amount", BigDecimal.valueOf(line.netAmount()));
        return event;
    }

    private static void put(Map<String, Object> event, String name, @Nullable Object value) {
        if (value != null) {
            event.put(name, value);
        }
    }

    private boolean isMeant(Map<String, Object> event) {
        Predicate<Rule.Parameter> holds = parameter -> event.get(parameter.name()) instanceof PropertyMeaning property
                ? property.holds(conditions, parameter)
                : conditions.holds(event.get(parameter.name()), parameter.operator(), parameter.values());
        return matches.parameters().stream()
                .filter(parameter -> !isAggregate(parameter.name()))
                .allMatch(holds);
    }

    private static boolean isAggregate(String name) {
        return name.equals("count") || name.matches("(sum|avg|min|max|distinct)_.*");
    }

    private boolean aggregate(Rule.Parameter parameter, List<Map<String, Object>> rows) {
        var words = parameter.name().split("_", 2);
        var values = words.length == 1 ? List.of() : present(rows, words[1]);
        return switch (words[0]) {
            case "count" -> number(parameter, BigDecimal.valueOf(rows.size()));
            case "distinct" -> number(parameter, BigDecimal.valueOf(distinct(values)));
            case "sum" -> number(parameter, sum(values));
            case "min" ->
                number(
                        parameter,
                        numbers(values).stream().min(BigDecimal::compareTo).orElse(null));
            case "max" ->
                number(
                        parameter,
                        numbers(values).stream().max(BigDecimal::compareTo).orElse(null));
            case "avg" -> average(parameter, sum(values), numbers(values).size());
            default -> throw new IllegalArgumentException("No aggregate " + parameter.name());
        };
    }

    private boolean number(Rule.Parameter parameter, @Nullable BigDecimal number) {
        return conditions.holds(number, parameter.operator(), parameter.values());
    }

    /// Compared without dividing: the sum with so many times the value. Without events the average is missing.
    private static boolean average(Rule.Parameter parameter, BigDecimal sum, int count) {
        var operator = parameter.operator();
        var values = parameter.values().stream().map(ConditionMeaning::decimal).toList();
        boolean holds = count > 0
                && ConditionMeaning.numbers(
                        values, operator.positive(), value -> sum.compareTo(value.multiply(BigDecimal.valueOf(count))));
        return operator.isNegative() != holds;
    }

    private static List<Object> present(List<Map<String, Object>> rows, String name) {
        return rows.stream()
                .map(row -> row.get(name))
                .filter(Objects::nonNull)
                .filter(value -> !isMissing(value))
                .map(Object.class::cast)
                .toList();
    }

    private static boolean isMissing(Object value) {
        return value instanceof PropertyMeaning property ? property.isMissing() : Interpreter.isMissing(value);
    }

    private static long distinct(List<Object> values) {
        return values.stream()
                .map(value -> value instanceof PropertyMeaning property ? property.identity() : value)
                .map(value -> value instanceof BigDecimal number ? number.stripTrailingZeros() : value)
                .distinct()
                .count();
    }

    private static BigDecimal sum(List<Object> values) {
        return numbers(values).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<BigDecimal> numbers(List<Object> values) {
        return values.stream()
                .map(value -> value instanceof PropertyMeaning property ? property.number() : value)
                .filter(Objects::nonNull)
                .map(BigDecimal.class::cast)
                .toList();
    }
}
