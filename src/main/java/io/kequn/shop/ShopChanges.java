package io.kequn.shop;

import org.jspecify.annotations.Nullable;

/// What may change of a shop; used as a merge patch. The currency can change only while the shop has no orders.
public record ShopChanges(
        @Nullable String name,
        @Nullable ShopStatus status,
        @Nullable String currency,
        @Nullable String timeZone,
        @Nullable String locale,
        @Nullable String country,
        @Nullable WeekDay weekStart,
        @Nullable String externalRef) {}
