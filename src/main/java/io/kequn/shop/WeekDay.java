package io.kequn.shop;

import java.time.DayOfWeek;
/// A day of the week, Monday first. Our own, because GraphQL's schema is built from our classes only.

public enum WeekDay {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    /// The ISO number, 1 for Monday.
    short number() {
        return (short) DayOfWeek.valueOf(name()).getValue();
    }

    public static WeekDay of(int number) {
        return valueOf(DayOfWeek.of(number).name());
    }
}
