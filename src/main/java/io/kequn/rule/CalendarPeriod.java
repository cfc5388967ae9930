package io.kequn.rule;

import java.util.Locale;

/// A stretch of the calendar around the shop's today. Weeks begin on the shop's first day of the week.
public enum CalendarPeriod {
    TODAY,
    YESTERDAY,
    THIS_WEEK,
    LAST_WEEK,
    THIS_MONTH,
    LAST_MONTH,
    THIS_YEAR,
    LAST_YEAR;

    /// The word in text and JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
