package io.kequn.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The totals of a customer, as shown.
record Totals(
        int orders,
        String spent,
        String refunded,
        @Nullable String average,
        @Nullable BigDecimal daysBetween) {}
