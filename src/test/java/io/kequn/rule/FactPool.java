package io.kequn.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The few values that random facts and random rules share, so that they often meet.
public final class FactPool {
    public static final Map<String, List<String>> STRINGS = Map.of(
            "", List.of("a", "A", "Oslo", "San Francisco", "京都", "o'k", "100%_\\", "Zoë", "x-y", "  b"),
            "country", List.of("CA", "US", "NO"),
            "custom.status", List.of("onboarding", "active"),
            "custom.interests", List.of("ski", "golf", "tea"),
            "tag", List.of("Sports wear", "sale", "新品"),
            "category", List.of("electronics", "jazz", "a"),
            "name", List.of("product_viewed", "login", "app_open"),
            "status", List.of("placed", "paid", "shipped", "delivered", "completed", "cancelled"),
            "channel", List.of("web", "store", "app"),
            "id", List.of("1234", "2012162031638", "1012132033639"));

    public static final List<String> TAGS = List.of("vip", "high-spend", "b2b", "7up");

    public static final List<BigDecimal> NUMBERS = Stream.of(
                    "0", "1", "2", "3", "-3", "18", "30", "7", "0.5", "33.33", "99.99", "100", "50.25")
            .map(BigDecimal::new)
            .toList();

    public static final List<String> EVENTS =
            List.of("product_viewed", "added_to_cart", "login", "app_open", "checkout_abandoned");

    /// Of events, declared and free.
    static final List<String> PROPERTIES =
            List.of("id", "category", "tag", "price", "first", "day", "until", "note", "name", "Count");

    /// What looks like a number or a time and is none, or is one in an unusual spelling.
    static final List<String> ODD_PROPERTIES = List.of(
            "1e3",
            "+5",
            "007",
            "1.",
            "123456789012345678901",
            "2024-02-30",
            "2024-02-29",
            "2023-02-29",
            "0000-01-01",
            "2026-03-01T10:00Z",
            "2026-03-01T10:00:00",
            "2026-03-01T24:00:00Z",
            "2026-03-01T10:00:60Z",
            "2026-03-01T10:00:00.1234567Z",
            "2026-03-01T10:00:00+15:00",
            "2026-03-01T10:00:00-14:59",
            "2026-3-1");

    static final List<FactPlace> PLACES = List.of(
            new FactPlace(39.9042, 116.4074),
            new FactPlace(52.52, 13.405),
            new FactPlace(-17.7134, 178.065),
            new FactPlace(90, 0),
            new FactPlace(0, -180),
            new FactPlace(0, 0));

    /// Strings that only facts have: near misses of the ones above, and what regular expressions stumble on.
    static final List<String> NEAR_MISSES =
            List.of("oslo", "Oslo ", "Os", "100%_", "100x_\\", "Zoé", "a\u3000b", "x\u00a0y", "😀b", "a.b", "]", "٣٤");

    private FactPool() {}

    public static RandomRules.Pool rules(EvaluationTime time) {
        return new RandomRules.Pool(
                STRINGS,
                Stream.concat(TAGS.stream(), Stream.of("unknown-tag")).toList(),
                NUMBERS,
                days(time.zone()),
                days(time.zone()).stream()
                        .map(day -> ShopCalendar.instantOf(day.atStartOfDay(), time.zone()))
                        .toList());
    }

    /// Days that break naive calendars: leap days, ends of months, and those on which the zone moves its clocks.
    static List<LocalDate> days(ZoneId zone) {
        List<LocalDate> days = new ArrayList<>(List.of(
                LocalDate.of(2000, 2, 29),
                LocalDate.of(2024, 2, 29),
                LocalDate.of(2023, 2, 28),
                LocalDate.of(2025, 12, 31),
                LocalDate.of(1998, 3, 31)));
        var rules = zone.getRules();
        for (int year : new int[] {1998, 2004, 2011, 2017, 2026}) {
            var transition = rules.nextTransition(
                    LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant());
            for (int i = 0; i < 2 && transition != null; i++) {
                days.add(transition.getDateTimeBefore().toLocalDate());
                transition = rules.nextTransition(transition.getInstant());
            }
        }
        return List.copyOf(days);
    }
}
