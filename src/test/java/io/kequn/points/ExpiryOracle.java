package io.kequn.points;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/// What a customer's lots must be as time passes, by the calendar of Java that the service does not use.
final class ExpiryOracle {
    static final String ZONE = "America/New_York";

    /// Points that expire together.
    private record Part(long points, Instant earned, Instant expires) {
        static final Comparator<Part> SPENDING =
                Comparator.comparing(Part::expires).thenComparing(Part::earned);
    }

    private final String kind;
    private List<Part> parts = new ArrayList<>();

    /// `rolling` or `sliding` by a month, `hours`: 700 of them, or a month and a day, such as `06-30`.
    ExpiryOracle(String kind) {
        this.kind = kind;
    }

    private static GregorianCalendar at(Instant instant) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(ZONE));
        calendar.setTime(Date.from(instant));
        return calendar;
    }

    private static Instant add(Instant instant, int field, int amount) {
        var calendar = at(instant);
        calendar.add(field, amount);
        return calendar.toInstant().plusNanos(instant.getNano() % 1_000_000);
    }

    private Instant expiry(Instant at) {
        return switch (kind) {
            case "rolling", "sliding" -> add(at, Calendar.MONTH, 1);
            case "hours" -> at.plus(Duration.ofHours(700));
            default -> endOf(at, Integer.parseInt(kind.substring(0, 2)), Integer.parseInt(kind.substring(3)));
        };
    }

    /// Looks at day after day until it is the one.
    private static Instant endOf(Instant at, int month, int day) {
        var calendar = at(at);
        while (calendar.get(Calendar.MONTH) != month - 1
                || calendar.get(Calendar.DAY_OF_MONTH)
                        != Math.min(day, calendar.getActualMaximum(Calendar.DAY_OF_MONTH))) {
            calendar.add(Calendar.DAY_OF_MONTH, 1);
        }
        calendar.add(Calendar.DAY_OF_MONTH, 1);
        calendar.set(Calendar.HOUR_OF_DAY, 0);
        calendar.set(Calendar.MINUTE, 0);
        calendar.set(Calendar.SECOND, 0);
        calendar.set(Calendar.MILLISECOND, 0);
        return calendar.toInstant();
    }

    void passUntil(Instant now) {
        parts.removeIf(part -> !part.expires().isAfter(now));
    }

    void earn(long points, Instant at) {
        parts.add(new Part(points, at, expiry(at)));
        slide(at);
    }

    void redeem(long points, Instant at) {
        long left = points;
        var after = new ArrayList<Part>();
        parts.sort(Part.SPENDING);
        for (var part : parts) {
            long taken = Math.min(left, part.points());
            left -= taken;
            if (part.points() > taken) {
                after.add(new Part(part.points() - taken, part.earned(), part.expires()));
            }
        }
        parts = after;
        slide(at);
    }

    private void slide(Instant at) {
        if (kind.equals("sliding")) {
            parts.replaceAll(part -> new Part(part.points(), part.earned(), expiry(at)));
        }
    }

    long balance() {
        return parts.stream().mapToLong(Part::points).sum();
    }

    /// What expires within thirty days.
    long soon(Instant now) {
        return parts.stream()
                .filter(part -> !add(part.expires(), Calendar.DAY_OF_MONTH, -30).isAfter(now))
                .mapToLong(Part::points)
                .sum();
    }

    List<String> lots() {
        return parts.stream()
                .map(part -> part.points() + " until " + part.expires())
                .sorted()
                .toList();
    }
}
