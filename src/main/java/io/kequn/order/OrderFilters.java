package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the query parameters that filter lists of orders.
final class OrderFilters {
    private static final Map<String, OrderStatus> STATUSES =
            Arrays.stream(OrderStatus.values()).collect(Collectors.toMap(OrderStatus::text, Function.identity()));

    private OrderFilters() {}

    static OrderReads.Filter read(
            @Nullable String status, @Nullable String source, @Nullable String from, @Nullable String to) {
        var inputs = new Inputs();
        var chosen = status == null ? null : inputs.choice("status", status, STATUSES);
        inputs.check();
        return new OrderReads.Filter(chosen, source, instant("from", from), instant("to", to));
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Times.instant(text);
        } catch (DateTimeException e) {
            throw INPUT_INVALID.at(
                    name,
                    "Must be an instant with offset, such as `2026-01-31T12:00:00Z`; write `+` as `%2B`.",
                    "须为带时区偏移的时间，例如 `2026-01-31T12:00:00Z`；`+` 请写作 `%2B`。");
        }
    }
}
