package io.kequn.platform.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.kequn.platform.problem.Text;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client would call the type of a value.
final class JsonExpectation {
    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);
    private static final Set<Class<?>> NUMBER =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class, Number.class);

    private JsonExpectation() {}

    static Text of(@Nullable Class<?> type) {
        if (type == null) {
            return new Text("another kind of value", "其他类型的值");
        }
        if (WHOLE.contains(type)) {
            return new Text("a whole number in range", "范围内的整数");
        }
        if (NUMBER.contains(type)) {
            return new Text("a number", "数字");
        }
        if (type == String.class || type == CharSequence.class) {
            return new Text("a text in double quotes", "带双引号的文本");
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Text("`true` or `false`", "`true` 或 `false`");
        }
        if (type == Instant.class) {
            return new Text(
                    "an instant that exists, with its offset, such as `\"2026-01-31T12:00:00+08:00\"`",
                    "真实存在且带时差的时间，例如 `\"2026-01-31T12:00:00+08:00\"`");
        }
        if (type == LocalDate.class) {
            return new Text("a date that exists, such as `\"2026-01-31\"`", "真实存在的日期，例如 `\"2026-01-31\"`");
        }
        if (type == UUID.class) {
            return new Text("a UUID", "UUID");
        }
        return Collection.class.isAssignableFrom(type) || type.isArray()
                ? new Text("a list", "列表")
                : new Text("an object", "对象");
    }

    /// The fields that must be there where one was missing; empty if it is not known.
    static List<String> required(MismatchedInputException missing) {
        var place =
                missing.getPath().isEmpty() ? null : missing.getPath().getLast().getFrom();
        return place instanceof Class<?> type && type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
