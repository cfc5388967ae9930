package io.kequn.platform.access;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
        boolean test) {
    /// Stands for no shop in particular: no row of any shop is visible to it.
    public static final Shop PLATFORM =
            new Shop(0, "platform", Currency.getInstance("XXX"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);
}
