package io.kequn.catalog;

import io.kequn.platform.value.Fingerprint;
import io.kequn.platform.value.Versioned;
import io.kequn.rule.RuleCatalog;
import io.kequn.shop.WeekDay;

/// What rules of a shop can say, and in which money and days.
///
/// @param language of the names: `en` or `zh`
/// @param timeZone in which days begin
public record Catalog(String language, String currency, String timeZone, WeekDay weekStart, RuleCatalog rules)
        implements Versioned {
    /// A hash of all that it says: the shop's own attributes and events, and the program, change without a
    /// version.
    @Override
    public String etag() {
        return Fingerprint.of(toString()).toString();
    }
}
