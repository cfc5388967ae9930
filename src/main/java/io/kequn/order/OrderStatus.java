package io.kequn.order;

import java.util.Locale;

/// How far an order has come. The order of the constants is the rank: of two statuses with the same instant the later
/// constant wins.
public enum OrderStatus {
    PLACED,
    PAID,
    SHIPPED,
    DELIVERED,
    COMPLETED,
    CANCELLED;

    /// As it is stored and as REST and rules write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
