package io.kequn.shop;

import java.util.Locale;

/// A suspended shop's keys open nothing.
public enum ShopStatus {
    ACTIVE,
    SUSPENDED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ShopStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
