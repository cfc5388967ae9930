package io.kequn.order;

import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of an order. `netQuantity` and `netAmount` are less what was refunded; `counts` tells whether rules on
/// purchased products see the line.
public record OrderLine(
        Integer lineNumber,
        String productId,
        @Nullable String name,
        @Nullable String category,
        @Nullable String brand,
        List<String> tags,
        BigDecimal quantity,
        Money price,
        Money amount,
        BigDecimal netQuantity,
        Money netAmount,
        Boolean counts) {
    public OrderLine {
        tags = List.copyOf(tags);
    }
}
