package io.kequn.imports;

import io.kequn.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the cells of a row say about an order, read. Null is what the row does not say, or says wrong.
record OrderRow(
        Row row,
        @Nullable Instant placedAt,
        @Nullable BigDecimal total,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal price,
        @Nullable BigDecimal amount,
        @Nullable OrderStatus status) {

    @Nullable
    String get(String target) {
        return row.get(target);
    }
}
