package io.kequn.customer;

import java.util.Locale;

/// The type of one of the shop's own attributes.
public enum AttributeType {
    STRING,
    NUMBER,
    BOOLEAN,
    DATE,
    INSTANT,
    SET;

    /// As it is stored.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AttributeType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /// Whether its values can be limited to a list.
    boolean isListed() {
        return this == STRING || this == SET;
    }
}
