package io.kequn.platform.access;

import java.util.Arrays;
import java.util.Optional;

/// What a credential may do. The text form (`customers:read`) is what API keys carry.
public enum Scope {
    SHOP_READ("shop:read"),
    SHOP_WRITE("shop:write"),
    API_KEYS_READ("api-keys:read"),
    API_KEYS_WRITE("api-keys:write"),
    ATTRIBUTES_READ("attributes:read"),
    ATTRIBUTES_WRITE("attributes:write"),
    CUSTOMERS_READ("customers:read"),
    CUSTOMERS_WRITE("customers:write"),
    CUSTOMER_TOKENS_WRITE("customer-tokens:write"),
    PRIVACY_READ("privacy:read"),
    PRIVACY_WRITE("privacy:write"),
    TAGS_READ("tags:read"),
    TAGS_WRITE("tags:write"),
    ORDERS_READ("orders:read"),
    ORDERS_WRITE("orders:write"),
    EVENTS_READ("events:read"),
    EVENTS_WRITE("events:write"),
    SEGMENTS_READ("segments:read"),
    SEGMENTS_WRITE("segments:write"),
    SEGMENTS_PUBLISH("segments:publish"),
    LEVELS_READ("levels:read"),
    LEVELS_WRITE("levels:write"),
    POINTS_READ("points:read"),
    POINTS_WRITE("points:write"),
    POINTS_PUBLISH("points:publish"),
    EXPORTS_READ("exports:read"),
    EXPORTS_WRITE("exports:write"),
    IMPORTS_READ("imports:read"),
    IMPORTS_WRITE("imports:write"),
    WEBHOOKS_READ("webhooks:read"),
    WEBHOOKS_WRITE("webhooks:write"),
    DOCUMENTS_READ("documents:read"),
    DOCUMENTS_WRITE("documents:write"),
    AUDIT_READ("audit:read");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }
}
