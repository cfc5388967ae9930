package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.kequn.bench.Script.Place;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A step of a script made ready: what is the same in all requests is converted once.
record Binder(String sql, List<Function<Incoming, Object>> values) {
    static Binder of(Script.Step step) {
        return new Binder(
                step.sql(), step.parameters().stream().map(Binder::value).toList());
    }

    boolean isSimple() {
        return values.isEmpty();
    }

    Tuple bind(Incoming request) {
        var tuple = Tuple.tuple();
        values.forEach(value -> tuple.addValue(value.apply(request)));
        return tuple;
    }

    private static Function<Incoming, Object> value(Parameter parameter) {
        if (parameter.value() instanceof List<?> elements) {
            return array(parameter.type().replace("[]", ""), elements);
        }
        return element(parameter.type(), parameter.value());
    }

    private static Function<Incoming, Object> array(String type, List<?> elements) {
        var parts = elements.stream().map(element -> element(type, element)).toList();
        Function<Incoming, Object> build = request -> {
            var array = Array.newInstance(kind(type), parts.size());
            IntStream.range(0, parts.size())
                    .forEach(i -> Array.set(array, i, parts.get(i).apply(request)));
            return array;
        };
        if (elements.stream().anyMatch(Place.class::isInstance)) {
            return build;
        }
        var same = build.apply(null);
        return request -> same;
    }

    private static Function<Incoming, @Nullable Object> element(String type, @Nullable Object value) {
        if (value instanceof Place place) {
            return request -> request.fill(place);
        }
        var same = value == null ? null : convert(type, value);
        return request -> same;
    }

    private static Object convert(String type, Object value) {
        return switch (type) {
            case "smallint" -> ((Number) value).shortValue();
            case "integer" -> ((Number) value).intValue();
            case "bigint" -> ((Number) value).longValue();
            case "numeric" -> new BigDecimal(value.toString());
            case "double precision" -> ((Number) value).doubleValue();
            case "boolean" -> value;
            case "uuid" -> UUID.fromString(value.toString());
            case "date" -> LocalDate.parse(value.toString());
            case "timestamp with time zone" -> OffsetDateTime.parse(value.toString());
            case "bytea" ->
                Buffer.buffer(HexFormat.of().parseHex(value.toString().substring(2)));
            case "jsonb" -> value;
            case "text", "character varying" -> value.toString();
            default -> throw new IllegalArgumentException("a parameter of type " + type);
        };
    }

    private static Class<?> kind(String type) {
        return switch (type) {
            case "smallint" -> Short.class;
            case "integer" -> Integer.class;
            case "bigint" -> Long.class;
            case "numeric" -> BigDecimal.class;
            case "double precision" -> Double.class;
            case "boolean" -> Boolean.class;
            case "uuid" -> UUID.class;
            case "date" -> LocalDate.class;
            case "timestamp with time zone" -> OffsetDateTime.class;
            case "bytea" -> Buffer.class;
            case "jsonb" -> JsonObject.class;
            default -> String.class;
        };
    }
}
