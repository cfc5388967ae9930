package io.kequn.platform.access;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// The tenant that a request works for, as the credential names it. `id` never leaves the service.
/// `country` (ISO 3166-1) reads national phone numbers; null: only international ones are read.
public record Shop(
        int id,
        String key,
        Currency currency,
        ZoneId zone,
        DayOfWeek weekStart,
        @Nullable String country,
        boolean test) {}
