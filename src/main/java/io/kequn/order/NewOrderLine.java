package io.kequn.order;

import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of an order. `price` is that of one; `amount` is what the whole line cost, by default `price` times
/// `quantity` rounded half up. `lineNumber` is by default the line's place in the list, from 1.
public record NewOrderLine(
        @Nullable Integer lineNumber,
        String productId,
        @Nullable String name,
        @Nullable String category,
        @Nullable String brand,
        @Nullable List<String> tags,
        BigDecimal quantity,
        Money price,
        @Nullable Money amount) {}
