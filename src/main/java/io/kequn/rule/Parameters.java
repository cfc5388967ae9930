package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of one statement, from a given number on. Equal values of one type share a parameter.
final class Parameters {
    private record Slot(String type, Bound bound) {}

    private final int first;
    private final Map<Slot, Integer> numbers = new LinkedHashMap<>();

    Parameters(int first) {
        this.first = first;
    }

    /// The text that stands for the value, such as `$4::bigint`.
    String use(String type, Bound bound) {
        Slot slot = new Slot(type, bound);
        Integer number = numbers.get(slot);
        if (number == null) {
            number = first + numbers.size();
            numbers.put(slot, number);
        }
        return "$" + number + "::" + type;
    }

    int size() {
        return numbers.size();
    }

    /// What to bind, in order, as types that a PostgreSQL client takes.
    List<Object> values(EvaluationTime time) {
        Days days = new Days(time);
        List<Object> values = new ArrayList<>();
        for (Slot slot : numbers.keySet()) {
            values.add(bindable(slot.type(), Bound.at(slot.bound(), days)));
        }
        return values;
    }

    private static Object bindable(String type, Object value) {
        if (value instanceof List<?> list) {
            return array(type, list.stream().map(Parameters::single).toList());
        }
        return single(value);
    }

    private static Object single(Object value) {
        return value instanceof Instant instant ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }

    private static Object array(String type, List<Object> values) {
        return switch (type) {
            case "int[]" -> values.toArray(Integer[]::new);
            case "bigint[]" -> values.toArray(Long[]::new);
            case "numeric[]" -> values.toArray(BigDecimal[]::new);
            case "date[]" -> values.toArray(LocalDate[]::new);
            case "timestamptz[]" -> values.toArray(OffsetDateTime[]::new);
            default -> values.toArray(String[]::new);
        };
    }
}
